/** English sentences about uploaded sheets and their rows: what is wrong and what to do. */
import type { RefusalSentence } from '../sentence.ts';
import type { refusalsCatalogue as zh } from '../zh/refusals-catalogue.ts';
import { catalogue } from './catalogue.ts';
import { facts } from './facts.ts';

const words = (list: Record<string, string>, value: unknown) => (list[String(value)] ?? String(value)).toLowerCase();

const typeName = (type: unknown) => words(facts.types, type);

export const refusalsCatalogue: Record<keyof typeof zh, RefusalSentence> = {
  spreadsheet_empty: 'The file is empty. Choose a CSV or XLSX file that has rows.',
  spreadsheet_too_large: (d) => `The file is larger than ${d.limitMb} MB and was not read. Split it.`,
  spreadsheet_old_excel: 'This is an old Excel file (.xls). Save it as .xlsx and upload that.',
  spreadsheet_not_a_spreadsheet: 'This is not a spreadsheet. Upload CSV or XLSX.',
  spreadsheet_damaged: 'The file is damaged. Open it, save it again and upload that.',
  spreadsheet_irregular:
    'The inside of the file is not as spreadsheet programs write it; it was not read. Open it, save it as XLSX again and upload that.',
  spreadsheet_unpacks_too_large: (d) =>
    `The file unpacks to more than ${d.limitMb} MB and was not read. Remove pictures and spare sheets.`,
  spreadsheet_too_many_rows: (d) =>
    `The sheet goes to row ${d.rows}; ${d.limit} at most. Delete formatted blank rows below, or split the file.`,
  spreadsheet_too_many_columns: (d) =>
    `The sheet has ${d.columns} columns; ${d.limit} at most. Delete formatted blank columns at the right.`,
  spreadsheet_formula_without_value: (d) =>
    `Cell ${d.column}${d.row} is a formula without a saved result. Paste the column as values, save and upload again.`,
  spreadsheet_csv_broken: (d) => `Quotes do not pair near line ${d.line}. Mend them, or save as XLSX.`,
  spreadsheet_cell_too_long: (d) => `A cell in row ${d.row} is far too long. Was something else pasted there?`,
  spreadsheet_columns_missing: (d) =>
    `The header (row ${d.row}) lacks these columns: ${d.missing}. Add them, or start from the template.`,
  spreadsheet_column_twice: (d) => `“${d.title}” stands twice in the header. Remove one.`,
  spreadsheet_no_rows: (d) => `There is nothing below the header (row ${d.row}).`,

  merged_cells: (d) => `Merged cells ${d.ref} hide the value of each row. Unmerge them and fill every cell.`,
  cell_empty: 'Empty. Please fill in.',
  cell_too_long: (d) => `${d.length} characters; ${d.longest} at most.`,
  cell_unknown_word: (d) => `“${d.value}” is not known. Write one of ${d.words}.`,
  insurance_class_c: (d) => `“${d.value}” is outside national insurance: imported as self-paid.`,
  cell_not_active: (d) => `“${d.value}” says neither active nor retired. Write 是 or 否, or 启用 or 停用.`,
  cell_not_yes_no: (d) => `“${d.value}” is neither 是 nor 否.`,
  gtin_length: (d) => `The barcode “${d.value}” must have 8, 12, 13 or 14 digits. Check the box.`,
  gtin_check_digit: (d) => `The check digit of barcode “${d.value}” is wrong: scan it again.`,
  base_code_shape: (d) => `The base code “${d.value}” must be 14 digits that begin with 86.`,
  base_code_check_digit: (d) => `The check digit of base code “${d.value}” does not fit. Kept as it is; please check.`,
  approval_number_shape: (d) => `“${d.value}” does not look like an approval number. Kept as it is; please check.`,
  trace_code_shape: (d) => `The trace code “${d.value}” must be 20 digits that begin with 8.`,

  item_code_shape: (d) => `The code “${d.value}” may hold letters, digits and .-_, and needs a digit.`,
  item_code_twice: (d) => `Code ${d.code} stands in row ${d.row} already. Change it, or remove a row.`,
  item_controlled_zone: 'Narcotics and psychotropics I must be kept in the locked cabinet (专柜).',
  item_pack_size_zero: 'A pack holds at least 1.',
  item_pack_size_large: (d) => `More than ${d.largest} in a pack. Was a barcode scanned here?`,
  item_without_manufacturer: 'No maker: imported as “maker not set”. Fill it in before ordering.',
  item_unit_fixed: (d) =>
    `This item has lots: its units and pack size cannot change from ${d.before} to ${d.after}. Use a new code.`,
  import_raced: 'Somebody has just imported some of these items, so nothing was written. Upload again and look.',
  import_applied: 'This preview was imported before. Upload the file again to import it once more.',
  import_busy: 'Too many imports are under way. Please try again in a minute or two.',
  import_undecided: (d) =>
    `${d.count} rows look like an item that is there and are not decided yet. Decide them under “To decide”; if there are none, the formulary has just changed: upload again.`,
  import_not_asked: 'There is nothing to decide about this row. Reload the page and look again.',
  import_fact_later: (d) =>
    `${typeName(d.type)} is recorded from ${d.from} on and cannot change from ${d.day}. Choose another day, or correct it on the page of the item.`,
  cell_not_day: (d) => `“${d.value}” is no day. Write it as 2026-09-01.`,
  field_year: 'Write the year with four digits, such as 2026.',
  two_numbers: (d) =>
    `Approval number “${d.approval}” and registration number “${d.registration}” differ. An item has one: leave one of them.`,
  vbp_cell: (d) => `“${d.value}” does not tell batch and outcome. Write 第10批中选, 第10批非中选 or 无.`,
  ddd_cell: (d) => `“${d.value}” is no DDD. Write amount, unit, route and year, such as 1.5 g 口服 2025, or 无.`,
  only_of_pieces: 'Only decoction pieces have this.',
  retest_months: (d) => `“${d.value}” must be a number of months from 1 to ${d.most}.`,
  edition_apart: (d) =>
    `Essential and its edition “${d.edition}” contradict each other. Make them agree or fill in one.`,
  code_twice_row: (d) => `Code ${d.value} stands in row ${d.row} for another item. Please check.`,
  code_shared_row: (d) => `Code ${d.value} stands in row ${d.row} too and was kept. A scan will ask which is meant.`,
  level_apart: (d) =>
    `Row ${d.row} says “${d.other}” of the same generic name, this one “${d.value}”. Make them agree.`,
  list_class_kept: (d) =>
    `Row ${d.row} puts this generic under “${d.kept}”, this row under “${d.other}”: it stays under the first. Please check.`,
  list_form_carried: (d) =>
    `There is no form before “${d.text}”: imported as “${d.form}” like what stands before. Please check.`,

  list_name_missing: 'There is no name. Add it.',
  list_group_row: (d) =>
    `“${d.name}” is a group without forms and strengths${d.remark ? ` (${d.remark})` : ''}. Add its medicines with the import table.`,
  list_brackets: (d) => `The brackets of “${d.name}” do not pair, so strengths cannot be told apart. Mend them.`,
  list_nothing_read: (d) => `No strength could be read for “${d.name}”. Add it with the import table.`,
  list_form_without_strength: (d) =>
    `The list gives no strength for ${d.text} of “${d.name}”. Add what you buy with the import table.`,
  list_strength_without_form: (d) =>
    `Strength ${d.text} of “${d.name}” has no form before it. Write form and colon before it.`,
  list_strength_unreadable: (d) => `“${d.text}” of “${d.name}” is no strength. Add it with the import table.`,
  list_form_unknown_kept: (d) => `The form “${d.form}” is not known. Kept as it is; please check.`,
  list_unit_guessed: (d) => `The base unit of “${d.form}” is not clear; ${d.unit} for now. Mend it with the table.`,
  list_strength_without_unit: (d) => `Strength “${d.strength}” has no unit. Kept as it is; please check.`,
  list_control_assumed: (d) =>
    `By its name taken as ${words(catalogue.controls, d.controlClass)}. The chief pharmacist should check.`,
  list_cold_assumed: 'By its name taken as cold. Check with the leaflet.',

  expiry_unreadable: (d) => `“${d.value}” is no expiry. Write 2027-02, 2027-02-15 or 270200.`,
  expiry_far: (d) => `The expiry “${d.value}” is too far away: check the year.`,
  opening_expired: (d) => `Expired on ${d.day}: it is posted, but nobody may use it. Write it off soon.`,
  opening_first_of_month: (d) =>
    `Read as ${d.day}. If the box shows a month only, make the cell text and write 2027-02.`,
  opening_organisation_unknown: (d) => `Organisation ${d.code} does not exist, or is outside what you may import.`,
  opening_item_unknown: (d) => `The formulary has no code or barcode ${d.code}. Import the item first.`,
  opening_item_ambiguous: (d) => `Barcode ${d.code} belongs to several items: ${d.codes}. Write the item's code.`,
  opening_store_unknown: (d) =>
    d.names === ''
      ? `${d.organisation} has no store yet. Ask the administrator to add one.`
      : `${d.organisation} has no such store. It has: ${d.names}.`,
  opening_controlled_store: (d) => `${d.item} must be in the locked cabinet (专柜).`,
  opening_other_zone: (d) => `${d.item} is kept ${words(catalogue.zones, d.zone)}; this is ${d.store}. Please check.`,
  opening_quantity_zero: 'The quantity is 0: nothing to post.',
  opening_price_missing: 'No price here and none in the formulary. Write the price paid.',
  opening_price_assumed: 'No price: the formulary price is used.',
  opening_lot_twice: (d) => `Row ${d.row} has the same store, lot, expiry and price. Make them one row.`,
  opening_differs: (d) =>
    `The opening of this lot was posted with ${d.before}, now it says ${d.after} (base units). Correct it by a count or a reversal.`,
};
