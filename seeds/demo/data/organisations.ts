/** The county health system of 兴国 as the demo has it: head, campuses, branches, village clinics and two centres. */
import { makeCreditCode } from '../../../src/kernel/codes/credit-code.ts';
import { townships } from './townships.ts';
import type { DemoItem, DemoOrganisation, DemoStore } from './types.ts';

const REGION = '360732';
/** 12 = 事业单位, 52 = 民办非企业单位 (village clinics), 91 = enterprise. */
const AUTHORITY = { institution: '12', clinic: '52', company: '91' };

const hubStores: DemoStore[] = [
  { code: 'room', name: '中心药库常温库', zone: 'room' },
  { code: 'cool', name: '中心药库阴凉库', zone: 'cool' },
  { code: 'cold', name: '中心药库冷库', zone: 'cold' },
  { code: 'controlled', name: '麻精专库', zone: 'controlled' },
  { code: 'rejected', name: '不合格品库', zone: 'rejected' },
  { code: 'reserve', name: '应急储备库', zone: 'reserve' },
];

const pharmacyStores: DemoStore[] = [
  { code: 'room', name: '药房常温', zone: 'room' },
  { code: 'cool', name: '阴凉柜', zone: 'cool' },
  { code: 'cold', name: '冷藏柜', zone: 'cold' },
  { code: 'rejected', name: '不合格区', zone: 'rejected' },
];

/** Campuses and the branches of towns hold the card that allows narcotics, and so have the locked cabinet. */
const fullStores: DemoStore[] = [...pharmacyStores, { code: 'controlled', name: '麻精专柜', zone: 'controlled' }];

const clinicStores: DemoStore[] = [
  { code: 'room', name: '药柜', zone: 'room' },
  { code: 'rejected', name: '不合格区', zone: 'rejected' },
];

const clinicColdBox: DemoStore = { code: 'cold', name: '冷藏箱', zone: 'cold' };

const head: DemoOrganisation = {
  code: 'XG00',
  name: '兴国县卫生健康总院',
  shortName: '总院',
  kind: 'head',
  parent: null,
  creditCode: makeCreditCode(AUTHORITY.institution, REGION, '49286000'),
  stores: hubStores,
};

const campuses: DemoOrganisation[] = ['人民医院', '中医院', '妇幼保健院', '第二医院'].map((hospital, index) => ({
  code: `XG0${index + 1}`,
  name: `兴国县卫生健康总院${hospital}院区`,
  shortName: `${hospital}院区`,
  kind: 'campus',
  parent: head.code,
  creditCode: makeCreditCode(AUTHORITY.institution, REGION, String(49286013 + index)),
  stores: fullStores,
}));

const centres: DemoOrganisation[] = [
  {
    code: 'XG05',
    name: '兴国县医防融合中心',
    shortName: '医防融合中心',
    kind: 'centre',
    parent: head.code,
    creditCode: makeCreditCode(AUTHORITY.institution, REGION, '49286051'),
    stores: pharmacyStores,
  },
  {
    code: 'XG06',
    name: '兴国县院前急救中心',
    shortName: '院前急救中心',
    kind: 'centre',
    parent: head.code,
    creditCode: makeCreditCode(AUTHORITY.institution, REGION, '49286062'),
    stores: fullStores,
  },
  {
    code: 'XG07',
    name: '兴国县医药总公司',
    shortName: '县医药总公司',
    kind: 'company',
    parent: 'XG05',
    creditCode: makeCreditCode(AUTHORITY.company, REGION, '16038107'),
    stores: [],
  },
];

const branches: DemoOrganisation[] = townships.map((township, index) => ({
  code: branchCode(index),
  name: `兴国县卫生健康总院${township.short}分院`,
  shortName: `${township.short}分院`,
  kind: 'branch',
  parent: township.campus,
  creditCode: makeCreditCode(AUTHORITY.institution, REGION, String(49286111 + index)),
  stores: township.name.endsWith('镇') ? fullStores : pharmacyStores,
}));

const clinics: DemoOrganisation[] = townships.flatMap((township, townshipIndex) =>
  township.villages.map((village, index) => ({
    code: `${branchCode(townshipIndex)}${String(index + 1).padStart(2, '0')}`,
    name: `${township.name}${village}卫生室`,
    shortName: `${village}卫生室`,
    kind: 'clinic',
    parent: branchCode(townshipIndex),
    creditCode: makeCreditCode(AUTHORITY.clinic, REGION, String(59210000 + townshipIndex * 100 + index)),
    // The first clinic of a township keeps insulin and vaccines for its neighbours, so it has the refrigerator.
    stores: index === 0 ? [...clinicStores, clinicColdBox] : clinicStores,
  })),
);

/** Every organisation of the demo county; parents come before their children. */
export const organisations: DemoOrganisation[] = [head, ...campuses, ...centres, ...branches, ...clinics];

/**
 * The store of an organisation where an item belongs, or undefined when it may not be kept there at all. A clinic has
 * no cool cabinet: what wants a cool place stands in its medicine cabinet, as it does in the real ones.
 */
export function storeFor(organisation: DemoOrganisation, item: DemoItem): DemoStore | undefined {
  const zone = organisation.kind === 'clinic' && item.zone === 'cool' ? 'room' : item.zone;
  return organisation.stores.find((store) => store.zone === zone);
}

function branchCode(townshipIndex: number): string {
  return `XG${townshipIndex + 11}`;
}
