package review

import "testing"

func TestChosen(t *testing.T) {
	tests := []struct {
		choices    *[]Choice
		said, want string
		ok         bool
	}{
		{&Statuses, "ok", "ok", true}, {&Statuses, " OK ", "ok", true}, {&Statuses, "无误", "ok", true},
		{&Statuses, "ok 无误", "ok", true}, {&Statuses, "无误 OK", "ok", true}, {&Statuses, "Rejected不采用", "rejected", true},
		{&Statuses, "open 未审", "open", true}, {&Statuses, "", "", false}, {&Statuses, " Done? Yes", "Done? Yes", false}, {&Statuses, "ok 已改", "ok 已改", false},
		{&Actions, "merge up 并入上行", ActionMergeUp, true}, {&Actions, "并入上行", ActionMergeUp, true}, {&Actions, "Merge  Up", ActionMergeUp, true}, {&Actions, "拆分 split", ActionSplit, true},
		{&Statuses, "rejected / 不采用", "rejected", true}, {&Statuses, "Ｏｋ（無誤）", "ok", true}, {&Statuses, "✔️", "ok", true}, {&Actions, "合併", ActionMergeUp, true}, {&Actions, "-", "", true},
		{&Statuses, "不採用", "rejected", true}, {&Statuses, "駁回", "rejected", true}, {&Statuses, "採納", "ok", true}, {&Actions, "與上合併", ActionMergeUp, true}, {&Actions, "丟棄", ActionDrop, true},
		{&Restores, "是", restoreYes, true}, {&Restores, "Yes 是", restoreYes, true},
	}
	for _, tt := range tests {
		if got, ok := chosen(tt.choices, tt.said); got != tt.want || ok != tt.ok {
			t.Errorf("%q is %q, %v; want %q, %v", tt.said, got, ok, tt.want, tt.ok)
		}
	}
}
