/** Why an act on items and their dated facts was refused, in English. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsFacts as zh } from '../zh/refusals-facts.ts';
import { facts } from './facts.ts';

const typeName = (type: unknown) => (facts.types as Record<string, string>)[String(type)] ?? String(type);

export const refusalsFacts: Record<keyof typeof zh, RefusalSentence> = {
  fact_value: (d) => `“${d.value}” is no value of ${typeName(d.type)}. Choose one of the list, or follow the hint.`,
  fact_day: (d) => `The day must lie between ${d.first} and ${d.last}.`,
  fact_overlaps: (d) =>
    `A row begins on ${d.from} already; the new one must begin later. Correct that row if it is wrong, take it back if it is not yet in force.`,
  fact_same: (d) => `The row since ${d.from} says this already.`,
  fact_not_of_kind: (d) => `Items of this kind have no “${typeName(d.type)}”.`,
  fact_needs_cabinet:
    'Narcotics and class I psychotropics lie in a locked cabinet only. Record the storage “controlled” first, then the control class.',
  fact_in_force: (d) =>
    `The row is in force since ${d.from} and cannot be taken back. Correct it if it is wrong; record a new value if things changed.`,
  fact_followed: (d) => `Another row follows on ${d.from}. Take that one back first.`,
  facts_too_many: (d) => `${d.count} items were chosen; at most ${d.most} at once. Do it in parts.`,
  facts_nothing: 'None of these items can have this value; nothing was written. The preview says why for each.',
  facts_no_items: 'No item was chosen. Paste codes, or filter the catalogue first.',

  item_code_taken: (d) => `The code ${d.code} belongs to “${d.name}” already. Choose another.`,
  item_exists: (d) => `This pack of the product is there: ${d.code}. Use it, or change the pack.`,
  item_in_use: (d) => `${d.code} is in use.`,
  item_retired: (d) => `${d.code} is out of use already.`,
  concept_exists: (d) => `“${d.name}” with the form “${d.form}” is there. Add a strength under it instead.`,
  merge_itself: 'This is the same generic.',
  merge_kinds_apart: (d) => `“${d.name}” and “${d.other}” are of different kinds.`,
  merge_routes_apart: (d) => `“${d.name}” and “${d.other}” have different routes. Make them alike first.`,
  merge_grades_apart: (d) => `“${d.name}” and “${d.other}” have different grades. Make them alike first.`,
  merge_controls_apart: (d) => `No item of “${d.other}” has the control class of ${d.code}. Check it first.`,
  merge_numbers_apart: (d) =>
    `${d.strength} of ${d.maker} has two approval numbers: ${d.from} and ${d.into}. Check and correct one first.`,
  merge_substitutes_each_other: (d) => `“${d.name}” and “${d.other}” are recorded as substitutes of each other.`,
  merge_substitute_twice: (d) =>
    `“${d.name}” and “${d.other}” both have a substitute record with “${d.third}” at one time. End one first.`,
  specification_exists: (d) => `The strength “${d.strength}” is there in this unit. Add a product under it instead.`,
  product_exists: (d) => `This product of “${d.maker}” is there. Add a pack under it instead.`,
  grade_not_of_kind: 'Only consumables are low-value, high-value or implants.',
  approval_number_law: (d) =>
    `The approval number “${d.value}” is wrong. It is 国药准字, then H, Z or S (J for overseas, C for Hong Kong, Macao, Taiwan) and 8 digits, such as 国药准字H20184010.`,
  device_number_shape: (d) =>
    `“${d.value}” is no device registration or filing number. They look like 国械注准20243010001, 赣械注准20242010001, or 赣赣州械备20240001 for class I.`,
  device_number_class: (d) =>
    `Class ${d.deviceClass} does not fit “${d.value}”: 国械注准 is class III, a province registers class II, imports are II or III, class I is filed.`,
  preparation_number_shape: (d) =>
    `“${d.value}” is no number of a preparation. It looks like 赣药制字Z20240001, or 赣药制备字Z20240001000 when filed.`,
  trace_prefix_shape: (d) =>
    `“${d.value}” is not seven digits that begin with 8. The whole 20-digit code may be scanned.`,
  nhsa_code_shape: (d) => `The insurance code “${d.value}” is one letter, then letters and digits.`,
  nhsa_code_length: (d) =>
    `Insurance codes with ${d.letter} have ${d.expected} characters, this one ${d.length}. Check it.`,
  nhsa_code_letter: (d) => `Insurance codes with ${d.letter} are not known; it was kept as typed. Check it.`,
  udi_di_shape: (d) => `“${d.value}” is no UDI-DI: 14 digits, or a code that begins with MA. or AHM.`,
  code_shape: (d) => `The code “${d.value}” may have letters, digits and .-_/, at most 40.`,
  code_not_of_kind: 'Items of this kind have no such code.',
  code_span: (d) => `The last day ${d.to} is before the first, ${d.from || 'not given'}.`,
  code_twice: (d) => `The item has the code ${d.value} at that time already.`,
  code_taken: (d) =>
    `The code ${d.value} belongs to “${d.name}” (${d.code}) at that time. Check it; if it really moved, end it there first.`,
  code_shared: (d) => `The code ${d.value} belongs to “${d.name}” (${d.code}) too; it was kept. Scans will ask which.`,
  code_ended: (d) => `The code ${d.value} has ended, or the item has none such.`,
};
