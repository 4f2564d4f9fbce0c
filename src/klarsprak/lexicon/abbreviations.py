"""The abbreviations that sentence splitting and word counting must know."""

from functools import cache

from klarsprak.core.places import dictionaries_folder

_CORE = (
    "adm. adr. ang. apr. arkivnr. art. ass. aug. avd. avg. bd. bl.a. bnr. ca. cand. "
    "chr. d.d. d.e. d.m. d.s. dept. des. dir. div. dr. dvs. e.g. e.kr. e.l. eks. ekskl. "
    "ekv. eng. etc. ev. evt. f. f.eks. f.kr. f.o.m. fam. feb. febr. ff. fig. fl. flg. "
    "fmk. fork. forts. fr. fre. frk. fung. følg. gj.sn. gjsn. gnr. gr. gt. hhv. hr. "
    "i.e. ifm. ift. iht. inkl. instr. jan. jf. jfr. jnf. jnr. jr. jun. jur. kand. kap. "
    "kbm. kgl. kl. koll. komm. kons. kont. kpt. kr. kst. kto. ktonr. kv. kvm. lib. "
    "lign. lok. ltr. lør. m.a. m.a.o. m.fl. m.h.p. m.h.t. m.m. m.v. m.v.l. mag. maks. "
    "mdl. mdr. mfl. mht. mill. mnd. moh. mrd. mv. mva. n.br. n.å. ndf. nkr. nol. nov. "
    "nr. nto. nyno. o.a. o.l. o.s.fr. o.s.v. obl. off. okt. oppl. opr. org. org.nr. "
    "osb. osfr. osv. ovf. p.g.a. p.nr. p.t. pers. pga. ph.d. pkt. pl. priv. prof. pst. "
    "pts. red. ref. repr. res. resp. rnr. rv. s. s.a. s.k. saksnr. saml. sek. sen. sep. "
    "sept. sign. siv.ing. siv.øk. skr. sml. smst. snr. spm. sr. sst. st. st.meld. "
    "st.prp. stk. stpr. str. stud. såk. t.d. t.h. t.o.m. t.v. techn. tel. telegr. temp. "
    "teol. tilh. tilsv. tir. tlf. tsk. u.a. uavh. ung. utg. v. vedl. vedr. vha. vs. w. "
    "wed. åf. årg. årh. årl. øv. "
)

MAY_END_A_SENTENCE = frozenset(
    (
        "osv. o.s.v. osb. mv. m.v. m.m. m.fl. mfl. o.l. e.l. o.a. etc. f.kr. e.kr. kr. "
        "ff. fl. d.d. d.å. stk. pst.  mill. mrd. t.h. t.v. mva. s.k. p.t. mnd. min. "
        "sek. moh. pt. lign. o.s.fr. osfr. nkr. tilsv. fm. em. jr. sr. "
    ).split()
)
"""Abbreviations after which a capital letter does begin a new sentence."""

NEVER = frozenset(
    (
        "med. i. ut. no. to. den. er. av. for. til. var. på. om. som. du. vi. jul. mar. "
        "man. att. bl. sal. par. tv. sp. sv. em. sal. id. ma. ons. tor. "
    ).split()
)
"""Ordinary words; a dictionary row must not turn them into abbreviations."""


@cache
def abbreviations() -> frozenset[str]:
    """Lower-case abbreviations ending in a full stop, from the dictionary and `_CORE`."""
    found = set(_CORE.split())
    path = dictionaries_folder() / "abbreviations.tsv"
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            next(lines, None)
            for line in lines:
                term = line.partition("\t")[0].strip().lower()
                if term.endswith("."):
                    found.add(term)
    return frozenset(found - NEVER)
