/** Chinese sentences of refusals at the door and around people and organisations. */

import type { RefusalSentence } from '../sentence.ts';
import { organisations } from './organisations.ts';
import { roles } from './roles.ts';

const role = (code: unknown): string => roles[code as keyof typeof roles] ?? String(code);
const roleList = (codes: unknown): string => String(codes).split(',').map(role).join('、');
const kind = (code: unknown): string => organisations.kinds[code as keyof typeof organisations.kinds] ?? String(code);

export const refusalsPeople = {
  login_wrong: '工号或密码不对，请核对大小写后重试。忘记密码请找系统管理员重置。',
  login_locked: (d) => `输错次数太多，登录已锁定，请过${d.minutes}分钟再试。急用请系统管理员重置密码。`,
  password_short: (d) => `密码至少${d.minimum}个字。`,
  password_long: (d) => `密码最多${d.maximum}个字。`,
  password_own: '密码里不能有您的登录名或姓名。',
  password_common: '这个密码太常见，容易被猜到。请换一个，比如三四个不相干的词连在一起。',
  password_same: '新密码不能和现在的一样。',
  password_wrong: '现在的密码不对。',
  password_differs: '两次输入的新密码不一样。',
  login_used: (d) => `登录名${d.login}已有人用，请换一个。`,
  login_form: '登录名要2至64位，只用英文字母、数字和 . - _，以字母或数字开头。',
  name_missing: '这里要填写名称。',
  role_missing: '至少选一个岗位。',
  role_unknown: '没有这个岗位，请从列出的里选。',
  role_wrong_place: (d) => `${kind(d.kind)}没有“${role(d.role)}”这个岗位，请换机构或换岗位。`,
  role_outside: '供应商的人员只能是“供应商”岗位，不能兼任本县的岗位。',
  role_alone: (d) => `“${role(d.role)}”不能兼任其他岗位：管权限、做监督的人不经办业务。`,
  roles_apart: (d) => `“${role(d.one)}”和“${role(d.other)}”不能由同一人担任。`,
  last_administrator: '这是最后一位系统管理员。请先指定另一位，再做这一步。',
  not_yourself: '不能停用自己或取消自己的管理权限，请另一位系统管理员来做。',
  person_disabled: '这个用户已经停用，没有再改。',
  person_enabled: '这个用户本来就是启用的，没有再改。',
  administrator_exists: '已经有系统管理员了。请他在“用户”里新建；确实要再加一位，请加上 --force-another。',
  head_exists: (d) => `总院已经有了：${d.code} ${d.name}。请用 --organisation-code ${d.code}。`,
  head_name_missing: '还没有总院。请用 --organisation-name 写明它的名称。',
  organisation_unknown: '没有这个机构，请从列出的里选。',
  organisation_code_used: (d) => `机构代码${d.code}已经用过，代码不能重复使用。`,
  organisation_code_form: '机构代码要2至12位，只用大写英文字母和数字。',
  organisation_parent: '上级不对：院区归总院，分院归院区或总院，村卫生室归分院或院区，中心归总院。',
  credit_code_wrong: '统一社会信用代码不对，请照证书核对18位。',
  store_name_used: (d) => `本机构已有叫“${d.name}”的库房，请换个名称。`,
  witness_missing: '须双人操作：请第二人输入自己的账号。',
  witness_password_missing: '请第二人输入自己的密码。',
  witness_wrong: '第二人的账号或密码不对。密码输错会计入锁定次数。',
  witness_often: (d) => `试得太多了，请${d.minutes}分钟后再试。`,
  witness_may_not: (d) => `${d.name}不能做第二人：须是${roleList(d.roles)}。`,
  witness_elsewhere: (d) => `${d.name}不管这个机构，不能做第二人。请本机构或上级的同事来做。`,
  witness_not_here: (d) => `${d.name}不是${d.place}的人。麻精毒药品须由管这批药的本处两人操作，请换本处的另一位同事。`,
  witness_one_time: (d) => `${d.name}还在用初始密码，请先登录改密码，再做第二人。`,
} satisfies Record<string, RefusalSentence>;
