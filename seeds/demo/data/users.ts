/** The people of the demo county, at least one for each role; called by surname and trade, as colleagues do. */
import type { Role } from '../../../src/auth/roles.ts';
import type { DemoUser } from './types.ts';

/** In the order of the demo's login page: the road of one shortage first, then those who decide and those who check. */
export const users: DemoUser[] = [
  user('laiyisheng', '赖医生', 'XG1801', 'village_doctor', '高寨村卫生室 乡村医生', 'Village doctor, Gaozhai'),
  user('xieyaoshi', '谢药师', 'XG18', 'branch_pharmacist', '江背分院 药房药师', 'Pharmacist, Jiangbei branch'),
  user('liuyaoshi', '刘药师', 'XG00', 'hub_pharmacist', '总院中心药库 药师', 'Hub pharmacist, central pharmacy'),
  user('zhongkuguan', '钟库管', 'XG00', 'storekeeper', '总院中心药库 库管员', 'Storekeeper, central pharmacy'),
  user('wangyaoshi', '王药师', 'XG00', 'hub_pharmacist', '总院中心药库 值班药师', 'Duty pharmacist, central pharmacy'),
  user(
    'houkuguan',
    '侯库管',
    'XG00',
    'storekeeper',
    '总院中心药库 冷库与麻精库管员',
    'Storekeeper, cold and controlled stores',
  ),
  user('lvyuanzhang', '吕院长', 'XG18', 'branch_head', '江背分院 院长', 'Head, Jiangbei branch'),
  user('zhongyaoshi', '钟药师', 'XG14', 'branch_pharmacist', '高兴分院 药房药师', 'Pharmacist, Gaoxing branch'),
  user('zengyisheng', '曾医生', 'XG1401', 'village_doctor', '老营盘村卫生室 乡村医生', 'Village doctor, Laoyingpan'),
  user('chenyaoshi', '陈药师', 'XG24', 'branch_pharmacist', '古龙岗分院 药房药师', 'Pharmacist, Gulonggang branch'),
  user('huangyisheng', '黄医生', 'XG2501', 'village_doctor', '三僚村卫生室 乡村医生', 'Village doctor, Sanliao'),
  user('huyaoshi', '胡药师', 'XG30', 'branch_pharmacist', '良村分院 药房药师', 'Pharmacist, Liangcun branch'),
  user('yuanyisheng', '袁医生', 'XG3001', 'village_doctor', '约口村卫生室 乡村医生', 'Village doctor, Yuekou'),
  user(
    'qiuyaoshi',
    '邱药师',
    'XG01',
    'branch_pharmacist',
    '人民医院院区 药剂科药师',
    "Pharmacist, People's Hospital campus",
  ),
  user(
    'wenyaoshi',
    '温药师',
    'XG02',
    'branch_pharmacist',
    '中医院院区 中药房药师',
    'Pharmacist, Chinese Medicine campus',
  ),
  user('liaoyaoshi', '廖药师', 'XG03', 'branch_pharmacist', '妇幼保健院院区 药房药师', 'Pharmacist, Maternity campus'),
  user(
    'xiaoyaoshi',
    '肖药师',
    'XG04',
    'branch_pharmacist',
    '第二医院院区 药房药师',
    'Pharmacist, Second Hospital campus',
  ),
  user('ouyangyuanzhang', '欧阳院长', 'XG30', 'branch_head', '良村分院 院长', 'Head, Liangcun branch'),
  user('yecaigou', '叶采购', 'XG00', 'buyer', '药械部 采购员', 'Buyer, drug and equipment department'),
  user('panzhijian', '潘质检', 'XG00', 'quality_officer', '药械部 质量员', 'Quality officer'),
  user('linzongyaoshi', '林总药师', 'XG00', 'chief_pharmacist', '总药师', 'Chief pharmacist', ['committee_member']),
  user('huangkuaiji', '黄会计师', 'XG00', 'chief_accountant', '总会计师', 'Chief accountant'),
  user(
    'fuyuanzhang',
    '傅副院长',
    'XG00',
    'vice_president',
    '分管药械副院长 药事会主任委员',
    'Vice president for drugs, chair of the committee',
    ['committee_member'],
  ),
  user(
    'tangzhuren',
    '汤主任',
    'XG00',
    'committee_member',
    '内科主任 药事会委员',
    'Head of internal medicine, committee member',
  ),
  user('jianggong', '江工', 'XG00', 'equipment_officer', '药械部 设备管理员', 'Equipment officer'),
  user('luoshenji', '罗审计', 'XG00', 'auditor', '纪检办公室 审计员', 'Auditor, discipline office'),
  user('yijianguan', '易监管', 'XG00', 'auditor', '县医管办 监管员', 'Supervisor, county medical office'),
  user('dengguanli', '邓管理员', 'XG00', 'administrator', '信息数据办公室 系统管理员', 'System administrator'),
  // The rest of the committee: without a title, so the login page stays short; they sign in with the password
  user('duzhuren', '杜主任', 'XG00', 'committee_member', '', ''),
  user('gaozhuren', '高主任', 'XG00', 'committee_member', '', ''),
  user('xuzhuren', '许主任', 'XG00', 'committee_member', '', ''),
  user('mengzhuren', '孟主任', 'XG00', 'committee_member', '', ''),
  user('hehushizhang', '何护士长', 'XG00', 'committee_member', '', ''),
  user('jiangyibao', '蒋医保', 'XG00', 'committee_member', '', ''),
];

function user(
  login: string,
  name: string,
  organisation: string,
  role: Role,
  titleZh: string,
  titleEn: string,
  more: Role[] = [],
): DemoUser {
  return { login, name, organisation, roles: [role, ...more], titleZh, titleEn };
}
