package number_test

import (
	"fmt"

	"bitext/align"
	"bitext/align/number"
)

func ExampleFind() {
	for _, n := range number.Find("On May 6 thirty percent, or $87 billion, had gone.", align.English) {
		fmt.Println(n.Value)
	}
	for _, n := range number.Find("到5月6日，三成即870亿美元已经花掉。", align.Chinese) {
		fmt.Println(n.Value)
	}
	// Output:
	// M5
	// 6
	// 30%
	// 87000000000
	// M5
	// 6
	// 30%
	// 87000000000
}

func ExampleAll() {
	for _, n := range number.All("98年，几十人……", align.Chinese) {
		fmt.Println(n.Value, n.Alt, n.Weak)
	}
	// Output:
	// 98 [1998 1176 months] false
	// ~10 [] true
}

func ExampleNumber_Matches() {
	duration := number.All("a year and a half", align.English)[0]
	months := number.All("18个月", align.Chinese)[0]
	fmt.Println(duration.Matches(months))
	// Output: true
}

func ExampleConvert() {
	feet := number.All("every 100 feet", align.English)[0]
	meters := number.All("每隔30米", align.Chinese)[0]
	fmt.Println(number.Convert(feet, meters))
	// Output: 1 metre = 3.33 foot true
}
