package pairing

import (
	"slices"
	"strings"
	"sync"
)

// name takes in an English word with a capital as a name: by its pinyin, if it falls into
// syllables, and by its consonants.
func (s *signer) name(norm string) {
	if len(norm) < 3 {
		return
	}
	if syllables := s.lex.Syllables(norm); len(syllables) >= 2 {
		s.sounds[key(pinyinSound, norm)] = true
	}
	for _, c := range englishConsonants(norm) {
		s.sounds[key(foreignSound, c)] = true
		for k := range max(len(c)-enoughConsonants+1, 0) { // a part may be all that is spelled alike
			s.sounds[key(foreignSound, c[k:k+enoughConsonants])] = true
		}
	}
}

// The length of the runs of characters that may be a name: a Chinese given name, and a
// foreign name.
const (
	minGiven, maxGiven     = 2, 3
	minForeign, maxForeign = 2, 6
)

// hanNames takes in all the names that a run of simplified characters may hold.
func (s *signer) hanNames(run []rune) {
	syllables := make([]string, len(run))
	for k, r := range run {
		if readings := s.lex.Readings(r); len(readings) > 0 {
			syllables[k] = readings[0]
		}
	}
	for i := range run {
		name := ""
		for j := i; j < min(i+maxGiven, len(run)) && syllables[j] != ""; j++ {
			if name += syllables[j]; j-i+1 >= minGiven {
				s.sounds[key(pinyinSound, name)] = true
			}
		}
		consonants := ""
		for j := i; j < min(i+maxForeign, len(run)) && syllables[j] != "" && transliterates()[run[j]]; j++ {
			consonants = joinConsonants(consonants, syllableConsonants(syllables[j]))
			if j-i+1 >= minForeign && len(consonants) >= minConsonants {
				s.sounds[key(foreignSound, consonants)] = true
			}
		}
	}
}

// minConsonants is how many consonants a foreign name must have to be told by, and
// enoughConsonants how many of a longer name are enough.
const (
	minConsonants    = 3
	enoughConsonants = 4
)

// transliterates holds the characters that foreign names are written with, after the
// tables of Xinhua for English names.
var transliterates = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range "阿埃艾爱安昂奥巴白拜班邦鲍贝本比彼宾波伯博布查茨达戴丹当道德邓登迪蒂丁东杜顿多厄恩尔法范方菲费芬丰冯弗佛福夫盖冈高戈哥格葛根古瓜圭郭果哈海汉杭豪赫黑亨洪胡华怀惠霍基吉加贾简江杰金久居喀卡凯坎康考科克肯孔库夸宽奎昆拉莱赖兰朗劳勒雷蕾黎里理利莉连廉良列琳林龄留柳隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密敏明缪摩莫姆木穆纳娜奈南瑙内能尼年宁牛纽农努女诺欧帕派潘庞培佩彭皮平珀普奇齐契恰强乔钦青琴丘屈让热仁日荣茹瑞若撒萨塞赛三桑瑟森莎沙山尚绍舍申圣施什史士舒斯丝松苏索塔泰坦汤唐陶特腾藤提惕天廷通图托瓦万旺威韦维卫魏温文翁沃乌伍武西希席锡夏先香肖小谢辛欣休修许雪雅亚延扬杨耀耶叶伊易因英永尤于约月云赞泽曾扎詹张章珍治朱茱兹卓佐" {
		set[r] = true
	}
	return set
})

// englishConsonants returns the consonants of an English name in the classes of
// syllableConsonants: with every r, and without those that stand before no vowel, which
// Chinese often leaves out.
func englishConsonants(name string) []string {
	var all, heard strings.Builder
	for i := 0; i < len(name); i++ {
		c, next := name[i], byte(0)
		if i+1 < len(name) {
			next = name[i+1]
		}
		class := byte(0)
		switch c {
		case 'b', 'p':
			if class = 'P'; c == 'p' && next == 'h' {
				class = 'F'
			}
		case 'f', 'v', 'w':
			class = 'F'
		case 'm':
			class = 'M'
		case 'n':
			class = 'N'
		case 'd', 't':
			if class = 'T'; c == 't' && next == 'h' && i > 0 {
				class = 'S'
			}
		case 'l', 'r':
			class = 'L'
		case 's', 'z':
			class = 'S'
		case 'x':
			all.WriteByte('K')
			heard.WriteByte('K')
			class = 'S'
		case 'k', 'q', 'g', 'j':
			if c != 'g' || i == 0 || name[i-1] != 'n' || strings.IndexByte("aeiouylr", next) >= 0 {
				class = 'K'
			}
		case 'c':
			if class = 'K'; next == 'e' || next == 'i' || next == 'y' {
				class = 'S'
			}
		case 'h':
			if i == 0 || strings.IndexByte("aeiou", name[i-1]) >= 0 && strings.IndexByte("aeiouy", next) >= 0 {
				class = 'K'
			}
		}
		if class == 0 || i > 0 && name[i-1] == c {
			continue
		}
		all.WriteByte(class)
		if c != 'r' || strings.IndexByte("aeiouy", next) >= 0 {
			heard.WriteByte(class)
		}
	}
	out := []string{squeeze(all.String()), squeeze(heard.String())}
	out = slices.DeleteFunc(out, func(c string) bool { return len(c) < minConsonants })
	return slices.Compact(out)
}

// squeeze drops the second of two equal consonants.
func squeeze(c string) string { return string(slices.Compact([]byte(c))) }

func joinConsonants(a, b string) string { return squeeze(a + b) }

// syllableConsonants returns the classes of the consonants of a pinyin syllable: labials
// P, F (with w), M; dentals T, N, L; sibilants S; velars and palatals K (with h).
func syllableConsonants(s string) string {
	if s == "er" {
		return "L"
	}
	out := ""
	switch s[0] {
	case 'b', 'p':
		out = "P"
	case 'f', 'w':
		out = "F"
	case 'm':
		out = "M"
	case 'n':
		out = "N"
	case 'd', 't':
		out = "T"
	case 'l', 'r':
		out = "L"
	case 's', 'x', 'z', 'c':
		out = "S"
		if len(s) > 1 && s[1] == 'h' && s[0] != 's' {
			out = "K"
		}
	case 'g', 'k', 'j', 'q', 'h':
		out = "K"
	}
	if strings.HasSuffix(s, "n") || strings.HasSuffix(s, "ng") {
		out += "N"
	}
	return out
}
