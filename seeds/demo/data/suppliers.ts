/** Who sells to the demo county: three distributors outside it, and the county's own medicine company. */
import { makeCreditCode } from '../../../src/kernel/codes/credit-code.ts';

export interface DemoSupplier {
  code: string;
  name: string;
  shortName: string;
  creditCode: string;
  /** Code of the member that it is too: a conflict of interest to be shown. */
  member: string | null;
  address: string;
  bankName: string;
  accountNumber: string;
  contact: { name: string; duty: string; phone: string };
  /** Of the person who signs in for it. */
  login: { login: string; name: string } | null;
  /** Days from the demo's day until its papers lapse: one is about to. */
  papersLeft: number;
  sells: { drugs: boolean; chilled: boolean; controlled: boolean; pieces: boolean; devices: boolean };
  leadDays: number;
}

const EVERYTHING = { drugs: true, chilled: true, controlled: true, pieces: true, devices: true };

export const suppliers: DemoSupplier[] = [
  {
    code: 'S001',
    name: '赣州章贡医药有限公司',
    shortName: '章贡医药',
    creditCode: makeCreditCode('91', '360702', '71650321'),
    member: null,
    address: '赣州市章贡区水西有色冶金基地',
    bankName: '中国工商银行赣州章贡支行',
    accountNumber: '1510200209000123457',
    contact: { name: '郭经理', duty: '区域经理', phone: '0797-8100012' },
    login: { login: 'guojingli', name: '郭经理' },
    papersLeft: 560,
    sells: { ...EVERYTHING, controlled: false, pieces: false },
    leadDays: 3,
  },
  {
    code: 'S002',
    name: '江西庐陵医药有限公司',
    shortName: '庐陵医药',
    creditCode: makeCreditCode('91', '360802', '74852103'),
    member: null,
    address: '吉安市吉州区工业园',
    bankName: '中国建设银行吉安城南支行',
    accountNumber: '36001355010052500128',
    contact: { name: '彭经理', duty: '销售', phone: '0796-8221036' },
    login: { login: 'pengjingli', name: '彭经理' },
    papersLeft: 52,
    sells: { ...EVERYTHING, controlled: false, devices: false },
    leadDays: 4,
  },
  {
    code: 'S003',
    name: '兴国县医药总公司',
    shortName: '县医药总公司',
    creditCode: makeCreditCode('91', '360732', '16038107'),
    member: 'XG07',
    address: '兴国县潋江镇红军路',
    bankName: '兴国农商银行营业部',
    accountNumber: '132890101000456721',
    contact: { name: '邹主任', duty: '业务科', phone: '0797-5322160' },
    login: null,
    papersLeft: 250,
    sells: EVERYTHING,
    leadDays: 1,
  },
  {
    code: 'S004',
    name: '樟树市天齐堂中药饮片有限公司',
    shortName: '天齐堂饮片',
    creditCode: makeCreditCode('91', '360982', '79476205'),
    member: null,
    address: '樟树市福城工业园',
    bankName: '中国农业银行樟树福城支行',
    accountNumber: '14059501040012345',
    contact: { name: '熊经理', duty: '销售', phone: '0795-7366218' },
    login: null,
    papersLeft: 400,
    sells: { drugs: false, chilled: false, controlled: false, pieces: true, devices: false },
    leadDays: 5,
  },
];
