/** Who looks after the county's equipment beside its officer: the hospital's engineer, a branch's custodian. */
import type { DemoUser } from './data/types.ts';

export const equipmentPeople: DemoUser[] = [
  {
    login: 'weigong',
    name: '韦工',
    organisation: 'XG00',
    roles: ['engineer'],
    titleZh: '药械部 设备工程师',
    titleEn: 'Equipment engineer',
  },
  {
    login: 'kuangbaoguan',
    name: '邝保管',
    organisation: 'XG18',
    roles: ['custodian'],
    titleZh: '江背分院 设备保管人',
    titleEn: 'Custodian of equipment, Jiangbei branch',
  },
];
