package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"bitext/align"
)

// bandColours are the ground and the ink of each band.
var bandColours = [align.Bands][2]string{
	align.BandSure:     {sureGround, sureInk},
	align.BandCheck:    {checkGround, checkInk},
	align.BandDoubtful: {doubtfulGround, doubtfulInk},
}

// scoreFormat is a number format that says the band in words after the score,
// so that it can be told without its colour.
func scoreFormat() string {
	return fmt.Sprintf(`[>=%g]0.00"  %s";[>=%g]0.00"  %s";0.00"  %s"`,
		align.BandSure.Min(), align.BandSure.Bilingual(), align.BandCheck.Min(), align.BandCheck.Bilingual(), align.BandDoubtful.Bilingual())
}

// colourBands has the cells of a range coloured by the band of their score.
func (p *page) colourBands(cells string) error {
	var rules []excelize.ConditionalFormatOptions
	for band, colours := range bandColours {
		id, err := p.wb.conditional(colours[0], colours[1])
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: ">=", Value: fmt.Sprint(align.Band(band).Min()), Format: &id, StopIfTrue: true,
		})
	}
	return p.wb.file.SetConditionalFormat(p.name, cells, rules)
}

// conditional makes the style of a conditional format.
func (wb *workbook) conditional(ground, ink string) (int, error) {
	return wb.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: ink},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}},
	})
}
