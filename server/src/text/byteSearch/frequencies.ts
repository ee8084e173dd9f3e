/** Characters of code and documentation, from common to rare; all others are rarer still. Counted in a large repository, as below. */
const characters = ' etaisrno\n=lc"d_u-pmfg.:,yh()0vbEATCkSRwD1#IP2ON*Lx[]F|M{}5G/\'>Uq3`BHz4V6W8j9+%7<KY@Q\\X;$JZ!&~?^';

/** The most common sequences of three characters in Python, from common to rare, one behind the other. */
const sequences = [
  '   \n  ===---ion,\n tio =   "\n\n ent:\n ate reati)\n selelf"""estdat":  deing"\n resstrassult se  r indef)\n\n  dcon coons",\nrt  ""ratforturtor  a""\nval',
  'ncelf.sta  s stataor ityser # pti  #ageter(\n ortsseertsul",  asesuteson   )latpor_id_co fogetessancaliintistef verinetimper, "if menurnecton_com',
  'pro  iactsioetuctioneime")\nypetat):\n ifcalin endatu  fera  culagenalu_relue )\ntraametedt =(sessiretal_recnal  eecost_putonfureed vennfi te ==cor',
  'nt floeldielte_mpl prove.""deser typoderea),\ncrint_linscrevealc] =eri: seatrn st metNonasetri: "ng omp daounandfiger_ Fiicted_imahasimpencculloa',
  'mal= Flasriplcunte0.0ld(ena to calidcto.gete  Nompomatiptcheesc enf._ainFienamersal   tcats:\nackicalf,  pon=temgineciet_gerf tes = "nerntiisse,\n',
  'oreashmisoryss e: \n#  maplece_talcla anstes =itilit) -aule =equs: Tes noallappfacer.e\n ona_dafauefa-> _inete ->lowmodn=" fl==  - ormnotnts isene',
  'tussco[sts\n romotananopecesredet( ex_tyontty_racrovrro varorrenfro_vaot Conoatangritblenitf, ord  m_stdelr, tr,nd rceempualrep\n\n\n()\nanadenis ntr',
  'mincimce npu.\n\n000heaampive loelise e,   l0,\n= sr =outtotida, de":fictrye:\n me th paide imteguesrmaifiDecngiom ablcha 0. leon"pliraneporic De"\n\n',
  'ommsesiesourreqlogmarpen tratotarinp{\n tenth ailt[s Reat queuntditOptithre neslanpred: art: {man0, witthetivtinDiclse_hareg  }al(le_100 Opt_i el',
  'nd(dints parng_ Coargty t("ileutebasnst "c Diemiial wiengt: t rexpemeimi.\n ppe.0,oolienset_enite f"s":lt stocreLis"Tehececkantpon sue i Limeshan',
].join('');

const byteShares = Float64Array.from({ length: 256 }, (_, byte) => {
  const rank = characters.indexOf(String.fromCharCode(byte));
  return rank === 0 ? 0.2 : 0.07 / 2 ** ((rank < 0 ? characters.length : rank) / 10);
});

/** Common sequences of three bytes, as numbers with the first byte lowest, and which share of all places in code each has, about. */
export const commonTrigrams: ReadonlyMap<number, number> = new Map(Array.from({ length: sequences.length / 3 }, (_, rank) => {
  const [first, second, third] = [0, 1, 2].map((place) => sequences.charCodeAt(rank * 3 + place));
  return [(first ?? 0) | ((second ?? 0) << 8) | ((third ?? 0) << 16), 0.15 / (rank + 60)];
}));

/** About which share of all bytes of code has the value `byte`. */
export function byteShare(byte: number): number {
  return byteShares[byte] ?? 0;
}

/** About which share of all places in code has these three bytes, the first one lowest. What is not among the common ones is a product of its bytes. */
export function trigramShare(bytes: number): number {
  return commonTrigrams.get(bytes) ?? 0.3 * byteShare(bytes & 255) * byteShare((bytes >>> 8) & 255) * byteShare((bytes >>> 16) & 255);
}
