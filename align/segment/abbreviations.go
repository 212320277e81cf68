package segment

import (
	"strings"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
)

// Abbreviations, by how a sentence goes on behind them. A word may be in several sets.
var (
	// titles stand before names.
	titles = wordSet("Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Prof Profs Rev Revd Hon Sen Sens Rep Reps Gov Govs Gen Col Maj Capt Lt Cmdr Cdr Sgt Cpl Pvt Pfc Adm Brig Pres Supt Insp Det Asst Assoc Amb Atty Msgr Fr Br Sra Srta Hr Fra Frl Mt Ft Cllr Ald Bp Abp Sec Sig Ing Dott Mons")
	// joining words need what follows.
	joining = wordSet("v vs cf Cf viz e.g i.e eg ie incl excl esp resp ibid op loc cit trans ed eds rev repr i.a")
	// numberedWords stand before numbers.
	numberedWords = wordSet("No Nos no nos Fig Figs fig figs Vol Vols vol vols Art Arts arts Sec Secs sec secs Ch Chs Chap ch chs chap Eq Eqs eq eqs Sect sect p pp par pars para paras pt pts Pt fol fols ff l ll n nn col cols Ref Refs ref refs Tab Tabs App Ex Exs Bd bk Bk Op op Nr nr Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec c ca Ca approx Approx est circ b d fl r art cl v vv vs cf bef aft")
	// partWords stand before a Roman number or a letter too: "Fig. A".
	partWords = wordSet("Fig Figs fig figs Vol Vols vol vols Sec Secs sec secs Sect sect Ch Chs Chap ch chs chap Eq Eqs eq eqs Tab Tabs App Ex Exs Bk bk Bd Pt pt pts")
	// shortened words may be followed by a small letter in a sentence, but hardly by a capital.
	shortened = wordSet("Ave Blvd Rd St Sq Pl Ln Hwy Pkwy Dept Depts Univ Assn Inst Natl Intl Govt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun al etc Esq approx Approx est Est ext exec misc max min avg temp pop sth smth sb abbr abbrev adj adv anon bibl biog ca contd dept diam dist div edn encl equiv gen geog govt hist illus introd mgmt mfr ms mss orig pl pron pseud pub publ qtr ref sing suppl temp trad transl univ yr yrs hr hrs min mins sec secs mo mos wk wks oz lb lbs ft yd yds mi sq cu qt pt tsp tbsp cm mm km kg mph kph rpm No Nos no tel Tel fax ext mins cent cents ser ult inst prox obs arch colloq attrib esp usu var " +
		"Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nebr Nev Okla Ore Oreg Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que")
	// firms end the names of companies.
	firms = wordSet("Inc Corp Co Cos Ltd Bros LLC Plc plc Pty GmbH Mfg Intl")
	// suffixes stand behind the names of persons.
	suffixes = wordSet("Jr Sr Esq")
	// streets end the names of streets; St is a saint too.
	streets = wordSet("St Ave Blvd Rd")
	// times and eras stand behind numbers.
	times = wordSet("a.m p.m A.M P.M am pm")
	// acronyms are written with stops, but are no initials of a person.
	acronyms = wordSet("U.S U.S.A U.K U.N E.U U.S.S.R U.A.E D.C L.A N.Y N.J N.Y.C F.B.I C.I.A N.S.A I.R.S E.P.A F.D.A G.D.P G.N.P A.I T.V H.I.V N.B.A N.F.L G.O.P P.R.C R.O.C N.A.T.O I.Q B.C A.D B.C.E C.E Ph.D M.A B.A B.Sc M.Sc M.D LL.D LL.B J.D D.Phil M.B.A M.Phil Ed.D R.S.V.P P.S R.I.P D.N.A C.E.O C.F.O I.D V.I.P A.T.M N.G.O I.M.F W.H.O W.T.O B.B.C C.B.S N.B.C A.B.C I.O.U P.O.W S.O.S D.J P.T.A A.C.L.U N.A.A.C.P")
	// lettered nouns stand before a letter that is no initial: "plan B".
	lettered = wordSet("plan vitamin hepatitis influenza section appendix class grade group team type option part schedule exhibit column row point building room gate terminal platform route model series note letter figure table chapter size block box level line item answer choice list war phase stage unit channel")
)

var (
	dotted = lazyregexp.New(`^(?:\pL{1,2}\.)+\pL{1,3}$`)
	// behindTime goes with a time of day: a day, a month, a zone.
	behindTime = lazyregexp.New(`^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[ ,]*[0-9]|(?:E|C|M|P)(?:S|D)?T\b|(?:GMT|UTC|BST|CES?T|EES?T|JST|HKT|SGT|IST|AES?T|AEDT|MSK|NZS?T)\b|(?:\p{Lu}[\pL.'’]* ){1,3}(?:[Tt]ime|[Ss]tandard|[Dd]aylight)\b|(?:Eastern|Pacific|Central|Mountain|Greenwich|Zulu)\b)`)
	// behindCountry goes with "U.S.", "U.N." and the like.
	behindCountry = wordSet("News Open Senate Congress House President Presidential Treasury Army Navy Marine Marines Air Airways Airlines Coast National Constitution Constitutional Supreme District Circuit Court Courts Attorney Attorneys State States Department Departments Secretary Ambassador Embassy Consulate Consul Federal Food Fish Forest Postal Post Census Capitol Military Special Central Dollar Open Steel Bank Bancorp Chamber Patent Geological Trade Treasurer Representative Representatives Senator Senators Congressman Congresswoman Congressmen Justice Code Agency Environmental Customs Immigration Border Virgin Vice Republican Republicans Democrat Democrats Democratic Olympic Soccer Security General Assembly Human Commission Commissioner Council Charter Parliament Prime Home Foreign High Government Defense Defence Health Public Surgeon Energy Labor Labour Education Interior Commerce Transportation Homeland Strategic Pacific Cyber Space Secret Capital Director Agent Agents Chief Deputy Special Headquarters Police Metropolitan Circuit City County Mayor Bureau Office Institute Institution Intelligence Conference Convention Resolution Peacekeepers Under-Secretary Undersecretary Women Women's Men's Group Holdings Route Highway Grand Cup Rep Reps Sen Sens Gov Gen Atty Dist Dept Adm Lt Maj Col Capt Pres Ambassadors Forces Armed Civil Botanic Botanical Naval Savings Bond Bonds Bill Bills Equal Nuclear Global Tax Internal Conservative Labour Liberal Independent Export Import Sentencing Copyright Mint Mission Holocaust Figure Anti-Doping")
	// behindFirm and behindName go with the name of a company, or of a person with "Jr.".
	behindFirm = wordSet("Ltd Inc LLC Plc Chairman Chairwoman President CEO Chief Vice Executive Director Founder Co-Founder Co-founder Cofounder Managing Senior Treasurer Spokesman Spokeswoman Chair")
	behindName = wordSet("Day Boulevard Blvd Avenue Ave Street St Memorial Library High School Center Centre Drive Way Park Foundation Award Bridge Hall College Elementary Middle Expressway Hospital Airport Stadium International Building Square Plaza Lectures Prize")
	// starters begin sentences, also behind an abbreviation that a name may follow.
	starters = wordSet("A An The I You He She It We They My Your His Her Its Our Their This That These Those There Here What Who Whom Whose Why How Where When Which While Whether Whatever Whoever " +
		"And But Or Nor So Yet For If Unless Until Since Because Although Though As After Before Once Than Then Thus Hence Therefore However Meanwhile Moreover Nevertheless Nonetheless Instead Still Indeed Besides Otherwise Perhaps Maybe Now Today Tomorrow Yesterday Tonight Later Soon Again Also Even Only Just Not Never No Yes Well " +
		"In On At By With Without From To Of Into Under Over Between Among During Through Despite Like Unlike Against About Around Behind Beyond Within Upon Across " +
		"Is Are Was Were Am Be Do Does Did Has Have Had Can Could Will Would Should May Might Must Let " +
		"Some Any Many Most More Much Few Fewer Several All Both Each Every Either Neither None Nobody Nothing Everyone Everybody Everything Someone Somebody Something Anyone Anybody Anything Others Another Other One Two Three Four Five Six Seven Eight Nine Ten Half First Second Third Finally Last Next Such Same Enough " +
		"People Children Women Men Workers Critics Voters Students Readers Experts Officials Police Parents Others Mr Mrs Ms Dr")
	// markedNames are names that end in a mark which a further name follows.
	markedNames = wordSet("Yahoo Yum Jeopardy")
)

// Unfinished reports whether a text breaks off in the middle of a sentence: after a
// title or another abbreviation that needs what follows ("In this free-for-all, Mr.").
// The paragraph behind it goes on with the sentence.
func Unfinished(text string) bool {
	text, ok := strings.CutSuffix(strings.TrimSpace(text), ".")
	w := lastWord(text)
	return ok && (titles(w) || unfinished(w))
}

var unfinished = wordSet("St v vs cf viz")

// isAbbreviation reports whether a word before a full stop is a known abbreviation or
// looks like one: letters between stops, a single letter, no vowel.
func isAbbreviation(w string) bool {
	switch {
	case len(w) <= 1:
		return w != ""
	case !strings.ContainsAny(w, "aeiouyAEIOUY") && w[0] < utf8.RuneSelf, strings.Contains(w, ".") && dotted().MatchString(w):
		return true
	case len(w) > 8:
		return false
	}
	return titles(w) || joining(w) || numberedWords(w) || shortened(w) || firms(w) || suffixes(w) || times(w) || acronyms(w)
}
