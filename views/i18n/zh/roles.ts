/** Chinese names of the roles that people have. */

export const roles = {
  village_doctor: '乡村医生',
  branch_pharmacist: '分院药师',
  branch_head: '分院负责人',
  hub_pharmacist: '中心药房药师',
  storekeeper: '库管',
  buyer: '采购员',
  supply_head: '药械部主任',
  quality_officer: '质量员',
  chief_pharmacist: '总药师',
  accountant: '会计',
  chief_accountant: '总会计师',
  vice_president: '分管副院长',
  equipment_officer: '设备管理员',
  engineer: '医学工程师',
  custodian: '资产保管员',
  committee_member: '药事委员',
  auditor: '审计',
  administrator: '系统管理员',
  driver: '司机',
  supplier: '供应商',
};
