/** The 25 townships of 兴国县, the campus that each branch stands under, and some of their villages. */

export interface Township {
  /** The part of the name that branches are known by, as in 江背分院. */
  short: string;
  /** Town or township with its rank, as in 江背镇. */
  name: string;
  /** Code of the campus above the branch. */
  campus: string;
  villages: string[];
}

export const townships: Township[] = [
  { short: '潋江', name: '潋江镇', campus: 'XG01', villages: ['坝南村', '五里亭村'] },
  { short: '长冈', name: '长冈乡', campus: 'XG01', villages: ['长冈村', '石燕村'] },
  { short: '埠头', name: '埠头乡', campus: 'XG01', villages: ['枫林村', '渣江村', '程水村'] },
  { short: '高兴', name: '高兴镇', campus: 'XG01', villages: ['老营盘村', '上密村', '长迳村', '高湖村'] },
  { short: '方太', name: '方太乡', campus: 'XG01', villages: ['宝石村', '方太村'] },
  { short: '永丰', name: '永丰镇', campus: 'XG01', villages: ['西江村', '马良村'] },
  { short: '隆坪', name: '隆坪乡', campus: 'XG01', villages: ['隆坪村'] },
  { short: '江背', name: '江背镇', campus: 'XG02', villages: ['高寨村', '江背村', '水溪村'] },
  { short: '社富', name: '社富乡', campus: 'XG02', villages: ['东韶村', '九山村', '留龙村'] },
  { short: '杰村', name: '杰村乡', campus: 'XG02', villages: ['含田村', '里丰村'] },
  { short: '龙口', name: '龙口镇', campus: 'XG02', villages: ['睦埠村', '都田村'] },
  { short: '均村', name: '均村乡', campus: 'XG02', villages: ['章贡村', '石溪村'] },
  { short: '兴莲', name: '兴莲乡', campus: 'XG02', villages: ['官田村', '富溪村'] },
  { short: '古龙岗', name: '古龙岗镇', campus: 'XG03', villages: ['瑶前村', '中邦村', '江湖村'] },
  { short: '梅窖', name: '梅窖镇', campus: 'XG03', villages: ['三僚村', '黄沙村'] },
  { short: '兴江', name: '兴江乡', campus: 'XG03', villages: ['陈也村', '南村村'] },
  { short: '樟木', name: '樟木乡', campus: 'XG03', villages: ['樟木村'] },
  { short: '东村', name: '东村乡', campus: 'XG03', villages: ['小洞村'] },
  { short: '鼎龙', name: '鼎龙乡', campus: 'XG03', villages: ['杨村村', '水头村'] },
  { short: '良村', name: '良村镇', campus: 'XG04', villages: ['约口村', '中洲村', '前村村'] },
  { short: '南坑', name: '南坑乡', campus: 'XG04', villages: ['中叶村', '郑枫村'] },
  { short: '崇贤', name: '崇贤乡', campus: 'XG04', villages: ['崇义村', '贺堂村'] },
  { short: '枫边', name: '枫边乡', campus: 'XG04', villages: ['石印村'] },
  { short: '城岗', name: '城岗乡', campus: 'XG04', villages: ['白石村', '回龙村'] },
  { short: '茶园', name: '茶园乡', campus: 'XG04', villages: ['教富村'] },
];
