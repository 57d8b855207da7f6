/** Why an act on items and their dated facts was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';
import { facts } from './facts.ts';

const typeName = (type: unknown) => (facts.types as Record<string, string>)[String(type)] ?? String(type);

export const refusalsFacts = {
  fact_value: (d) => `${typeName(d.type)}不能是“${d.value}”。请从列出的值里选，或按提示填写。`,
  fact_day: (d) => `生效日期要在${d.first}到${d.last}之间。`,
  fact_overlaps: (d) =>
    `${d.from}已有一段从那天开始的记录，新的一段要晚于它。那段录错了请“更正”，还没生效的请先“撤回”。`,
  fact_same: (d) => `${d.from}开始的那段已经是这个值，不用再记。`,
  fact_not_of_kind: (d) => `这类品种没有“${typeName(d.type)}”这项属性。`,
  fact_needs_cabinet: '麻醉药品和第一类精神药品必须存专柜。请先把储存条件记为专柜，再改管制类别。',
  fact_in_force: (d) => `这一段${d.from}已生效，不能撤回。录错了请“更正”，情况变了请记录新值。`,
  fact_followed: (d) => `后面还有一段从${d.from}开始。请先撤回后面的一段。`,
  facts_too_many: (d) => `选了${d.count}个品种，一次最多${d.most}个。请分几次。`,
  facts_nothing: '这些品种都不能记录这个值，没有写入。请看预览里每个品种的说明。',
  facts_no_items: '没有选到品种。请粘贴编码，或在目录里先筛选。',

  item_code_taken: (d) => `编码${d.code}已经是“${d.name}”的编码。请换一个。`,
  item_exists: (d) => `同一产品、同一包装已有编码${d.code}。请直接使用它，或改包装。`,
  item_in_use: (d) => `${d.code}在用，不用恢复。`,
  item_retired: (d) => `${d.code}已经停用。`,
  concept_exists: (d) => `已有通用名“${d.name}”、剂型“${d.form}”。同名同剂型只能有一个，请在那个下面新增规格。`,
  merge_itself: '这是同一个通用名，不用合并。',
  merge_kinds_apart: (d) => `“${d.name}”与“${d.other}”不是同一类别，不能合并。`,
  merge_routes_apart: (d) => `“${d.name}”与“${d.other}”的给药途径不同。请先改成一致，再合并。`,
  merge_grades_apart: (d) => `“${d.name}”与“${d.other}”的耗材分级不同。请先改成一致，再合并。`,
  merge_controls_apart: (d) => `${d.code}的管制类别与“${d.other}”的品种都不同。请先核对管制类别，再合并。`,
  merge_numbers_apart: (d) =>
    `${d.maker}的${d.strength}两边批准文号不同：${d.from}、${d.into}。请先核对并改正其中一个，再合并。`,
  merge_substitutes_each_other: (d) => `“${d.name}”与“${d.other}”登记为互相替代，合并后会替代自己，不能合并。`,
  merge_substitute_twice: (d) => `“${d.name}”与“${d.other}”同时都与“${d.third}”有治疗替代。请先结束其中一条，再合并。`,
  specification_exists: (d) => `这个通用名已有规格“${d.strength}”，单位相同。请在那个规格下面新增产品。`,
  product_exists: (d) => `这个规格已有“${d.maker}”的同一产品。请在那个产品下面新增包装。`,
  grade_not_of_kind: '只有耗材分低值、高值和植介入。',
  approval_number_law: (d) =>
    `批准文号“${d.value}”不对。应为国药准字加H、Z、S（境外加J，港澳台加C）和8位数字，如国药准字H20184010。`,
  device_number_shape: (d) =>
    `“${d.value}”不是医疗器械注册证号或备案号。应如国械注准20243010001、赣械注准20242010001，一类备案如赣赣州械备20240001。`,
  device_number_class: (d) =>
    `注册证号“${d.value}”的管理类别${d.deviceClass}不对：国械注准是三类，省械注准是二类，进口是二类或三类，一类只有备案号。`,
  preparation_number_shape: (d) =>
    `制剂批准文号“${d.value}”不对。应如赣药制字Z20240001；传统中药制剂备案号如赣药制备字Z20240001000。`,
  trace_prefix_shape: (d) => `“${d.value}”不是追溯码前7位：应为8开头的7位数字，也可以扫整个20位追溯码。`,
  nhsa_code_shape: (d) => `医保编码“${d.value}”应以一个字母开头，后面是字母和数字。`,
  nhsa_code_length: (d) => `${d.letter}开头的医保编码应为${d.expected}位，这里是${d.length}位。请核对。`,
  nhsa_code_letter: (d) => `${d.letter}开头的医保编码没有见过，已照录。请核对。`,
  udi_di_shape: (d) => `“${d.value}”不是UDI-DI：应为14位数字，或MA.、AHM开头的编码。`,
  code_shape: (d) => `编码“${d.value}”只能用字母、数字和.-_/，最多40个字。`,
  code_not_of_kind: '这类品种没有这种编码。',
  code_span: (d) => `止日${d.to}早于起日${d.from || '（未填）'}。`,
  code_twice: (d) => `这个品种在同一时间已有编码${d.value}。`,
  code_taken: (d) => `编码${d.value}同一时间属于“${d.name}”（${d.code}）。请核对；确实换了归属，先在那个品种上停用它。`,
  code_shared: (d) => `编码${d.value}同时属于“${d.name}”（${d.code}），已照录。扫码时会让人选择。`,
  code_ended: (d) => `编码${d.value}已经停用，或不在这个品种上。`,
} satisfies Record<string, RefusalSentence>;
