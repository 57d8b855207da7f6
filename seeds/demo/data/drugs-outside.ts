/** Medicines that no tier has at first: the committee takes some of them up. Preparations of the hospital beside them. */
import { itemTable } from './item-table.ts';

/** Known to the catalogue, not in the first version of the formulary: nobody stocks them. */
export const outsideDrugs = itemTable(
  'XP',
  'drug',
  `
阿莫西林胶囊|胶囊剂|0.5g|20粒/盒|华北制药|国药准字H13023821|6.2000||1
阿莫西林胶囊|胶囊剂|0.25g|50粒/盒|石药集团中诺药业|国药准字H13023972|7.1500||1
沙库巴曲缬沙坦钠片|片剂|100mg|14片/盒|北京诺华制药|国药准字HJ20170363|39.7600||1|extra
恩格列净片|片剂|10mg|10片/盒|江苏豪森药业集团|国药准字H20213467|8.9000||1|extra
司美格鲁肽注射液|注射剂|3ml∶4.02mg|1支/盒|诺和诺德（中国）制药|国药准字SJ20210015|472.6500||1|cold extra
乌美溴铵维兰特罗吸入粉雾剂|吸入粉雾剂|62.5μg∶25μg|30吸/盒|葛兰素史克（中国）投资|国药准字HJ20180055|191.0000||1|extra
达比加群酯胶囊|胶囊剂|110mg|30粒/盒|江苏豪森药业集团|国药准字H20213089|46.8000||1|extra
美沙拉秦肠溶片|肠溶片|0.25g|40片/盒|葵花药业集团佳木斯鹿灵制药|国药准字H19980148|38.4000||1
富马酸丙酚替诺福韦片|片剂|25mg|30片/盒|正大天晴药业集团|国药准字H20213351|16.5000||1|extra
脑苷肌肽注射液|注射剂|2ml|10支/盒|吉林四环制药|国药准字H22025046|268.0000||1|extra
注射用艾司奥美拉唑钠|注射剂|40mg|1支/盒|江苏奥赛康药业|国药准字H20143317|9.6000||1|extra
布地格福吸入气雾剂|吸入气雾剂|160μg∶7.2μg∶4.8μg|120吸/盒|阿斯利康制药|国药准字HJ20190063|219.0000||1|extra
富马酸伏诺拉生片|片剂|20mg|14片/盒|天津武田药品|国药准字HJ20190079|69.8000||1|extra
匹伐他汀钙片|片剂|2mg|14片/盒|江苏万邦生化医药|国药准字H20174036|21.6000||1|extra
`,
);

/** In-house preparations of the Chinese Medicine campus, under numbers of the province. */
export const preparations = itemTable(
  'ZJ',
  'preparation',
  `
复方三黄消肿膏|软膏剂|50g|1盒/盒|中医院院区制剂室|赣药制字Z20210018|18.5000|CT|12|extra
清肺止咳合剂|合剂|200ml|1瓶/瓶|中医院院区制剂室|赣药制字Z20190043|26.0000|CT|16|extra
`,
);
