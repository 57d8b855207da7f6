/** Chinese sentences about uploaded sheets and their rows: what is wrong and what to do. */
import type { RefusalSentence } from '../sentence.ts';
import { catalogue } from './catalogue.ts';
import { facts } from './facts.ts';

const words = (list: Record<string, string>, value: unknown) => list[String(value)] ?? String(value);

const typeName = (type: unknown) => words(facts.types, type);

export const refusalsCatalogue = {
  spreadsheet_empty: '文件是空的。请选择有内容的CSV或XLSX文件。',
  spreadsheet_too_large: (d) => `文件超过${d.limitMb}MB，没有读取。请分成几个文件。`,
  spreadsheet_old_excel: '这是旧版Excel（.xls）。请在Excel或WPS里另存为.xlsx再上传。',
  spreadsheet_not_a_spreadsheet: '这不是表格文件。请上传CSV或XLSX。',
  spreadsheet_damaged: '文件已损坏，读不出来。请用Excel或WPS打开，另存一次再上传。',
  spreadsheet_irregular: '文件的内部结构不是表格程序写出来的，没有读取。请用Excel或WPS打开，另存为XLSX再上传。',
  spreadsheet_unpacks_too_large: (d) => `文件解开后超过${d.limitMb}MB，没有读取。请删去图片和多余的工作表。`,
  spreadsheet_too_many_rows: (d) => `表格到第${d.rows}行，最多${d.limit}行。请删去下面的空白格式行，或分成几个文件。`,
  spreadsheet_too_many_columns: (d) => `表格有${d.columns}列，最多${d.limit}列。请删去右边的空白格式列。`,
  spreadsheet_formula_without_value: (d) =>
    `${d.column}${d.row}格是公式，没有保存结果。请把公式列复制后“选择性粘贴为数值”，保存再上传。`,
  spreadsheet_csv_broken: (d) => `第${d.line}行附近的引号没有成对，读不下去。请改正，或另存为XLSX。`,
  spreadsheet_cell_too_long: (d) => `第${d.row}行有一格文字太长。请检查是不是粘错了内容。`,
  spreadsheet_columns_missing: (d) => `表头（第${d.row}行）缺少这些列：${d.missing}。请补上列名，或下载模板照着填。`,
  spreadsheet_column_twice: (d) => `表头里“${d.title}”出现两次，分不清用哪一列。请删去一列。`,
  spreadsheet_no_rows: (d) => `表头（第${d.row}行）下面没有数据。`,

  merged_cells: (d) => `有合并单元格${d.ref}，看不出每行的值。请取消合并，把每格填满。`,
  cell_empty: '空着。请填写。',
  cell_too_long: (d) => `有${d.length}个字，最多${d.longest}个。请缩短。`,
  cell_unknown_word: (d) => `不认识“${d.value}”。请填：${d.words}。`,
  insurance_class_c: (d) => `“${d.value}”视为非医保，按自费导入。`,
  cell_not_active: (d) => `“${d.value}”看不出启用还是停用。请填是、否，或启用、停用。`,
  cell_not_yes_no: (d) => `“${d.value}”不是是或否。请填是或否。`,
  gtin_length: (d) => `条码“${d.value}”应为8、12、13或14位数字。请核对盒上条码。`,
  gtin_check_digit: (d) => `条码“${d.value}”的校验位不对，多半是输错一位。请重新扫码。`,
  base_code_shape: (d) => `本位码“${d.value}”应为86开头的14位数字。`,
  base_code_check_digit: (d) => `本位码“${d.value}”的校验位不符，已照录。请核对。`,
  approval_number_shape: (d) => `批准文号“${d.value}”不像国药准字加字母和8位数字，已照录。请核对。`,
  trace_code_shape: (d) => `追溯码“${d.value}”应为8开头的20位数字。`,

  item_code_shape: (d) => `编码“${d.value}”只能用字母、数字和.-_，并至少有一个数字。`,
  item_code_twice: (d) => `编码${d.code}在第${d.row}行已有。请改编码，或删去一行。`,
  item_controlled_zone: '麻醉药品和第一类精神药品的储存条件必须是专柜。',
  item_pack_size_zero: '包装数量至少为1。',
  item_pack_size_large: (d) => `包装数量超过${d.largest}。请看是不是填成了条码。`,
  item_without_manufacturer: '没有生产企业，先按“生产企业未指定”导入。采购前请补全。',
  item_unit_fixed: (d) => `这个品种已有库存批次，单位和包装数量不能从${d.before}改成${d.after}。请另建一个编码。`,
  import_raced: '有人刚刚导入了同样的品种，这次没有写入。请重新上传，再看预览。',
  import_applied: '这次预览已经导入过。再导入请重新上传文件。',
  import_busy: '正在进行的导入太多。请等一两分钟再试。',
  import_undecided: (d) =>
    `有${d.count}行像已有的品种，还没有决定。请在“待定”里逐行决定；没有待定的行而仍有这句话，是目录刚刚变了，请重新上传。`,
  import_not_asked: '这一行没有要决定的事。请刷新页面再看。',
  import_fact_later: (d) =>
    `${typeName(d.type)}从${d.from}起已有记录，不能再从${d.day}改。请改生效日期，或在品种页更正那一段。`,
  cell_not_day: (d) => `“${d.value}”不是日期。请写成2026-09-01。`,
  field_year: '年份要写成2026这样的四位数字。',
  two_numbers: (d) => `批准文号“${d.approval}”和注册证号“${d.registration}”不同。一个品种只能有一个，请留一个。`,
  vbp_cell: (d) => `“${d.value}”看不出批次和是否中选。请写成第10批中选、第10批非中选，或无。`,
  ddd_cell: (d) => `“${d.value}”不是DDD。请写成数量、单位、途径、年份，如1.5 g 口服 2025，或无。`,
  only_of_pieces: '只有中药饮片填这一项。',
  retest_months: (d) => `复验期“${d.value}”应为1到${d.most}的月数。`,
  edition_apart: (d) => `基本药物与基药版本“${d.edition}”矛盾。请改成一致，或只填一列。`,
  code_twice_row: (d) => `编码${d.value}在第${d.row}行已经给了另一个品种。请核对。`,
  code_shared_row: (d) => `编码${d.value}在第${d.row}行也有，已照录。扫码时会让人选择。`,
  level_apart: (d) => `同一通用名在第${d.row}行写的是“${d.other}”，这里是“${d.value}”。请改成一致。`,
  list_class_kept: (d) => `同一通用名在第${d.row}行归入“${d.kept}”，这里是“${d.other}”，仍归入前者。请核对。`,
  list_form_carried: (d) => `“${d.text}”前面没有剂型，按前面的“${d.form}”导入。请核对。`,

  list_name_missing: '没有药名，不能导入。请补上药名。',
  list_group_row: (d) =>
    `“${d.name}”是一组药，没有列出剂型规格${d.remark ? `（${d.remark}）` : ''}。请按诊疗规范用模板逐个添加。`,
  list_brackets: (d) => `“${d.name}”的剂型规格里括号不成对，分不清规格。请改正括号后再上传。`,
  list_nothing_read: (d) => `“${d.name}”的剂型规格里没有读出规格。请用模板添加。`,
  list_form_without_strength: (d) => `“${d.name}”的${d.text}没有列规格。实际采购的规格请用模板添加。`,
  list_strength_without_form: (d) => `“${d.name}”的规格${d.text}前面没有剂型。请在它前面写上剂型和冒号。`,
  list_strength_unreadable: (d) => `“${d.name}”的“${d.text}”读不出规格。请用模板添加。`,
  list_form_unknown_kept: (d) => `不认识剂型“${d.form}”，已照录。请核对。`,
  list_unit_guessed: (d) => `看不出“${d.form}”的基本单位，暂用${d.unit}。请用模板改正。`,
  list_strength_without_unit: (d) => `规格“${d.strength}”没有单位，已照录。请核对。`,
  list_control_assumed: (d) => `按药名定为${words(catalogue.controls, d.controlClass)}药品。请总药师核对。`,
  list_cold_assumed: '按药名定为冷藏。请按说明书核对。',

  expiry_unreadable: (d) => `“${d.value}”不是有效期。请写成2027-02、2027-02-15或270200。`,
  expiry_far: (d) => `有效期“${d.value}”太远，请核对年份。`,
  opening_expired: (d) => `${d.day}已过期：会入账，但不能发出。请尽快按不合格处理。`,
  opening_first_of_month: (d) => `有效期读作${d.day}。如果盒上只印年月，请把这格设为文本后写成2027-02。`,
  opening_organisation_unknown: (d) => `机构编码${d.code}不存在，或不在您能导入的范围内。`,
  opening_item_unknown: (d) => `目录里没有编码或条码${d.code}。请先导入品种，或核对编码。`,
  opening_item_ambiguous: (d) => `条码${d.code}属于几个品种：${d.codes}。请改写品种编码。`,
  opening_store_unknown: (d) =>
    d.names === ''
      ? `${d.organisation}还没有库房。请系统管理员先建库房。`
      : `${d.organisation}没有这个库房。它有：${d.names}。`,
  opening_controlled_store: (d) => `${d.item}必须放专柜。请把库房改为专柜。`,
  opening_other_zone: (d) => `${d.item}应${words(catalogue.zones, d.zone)}保存，这里是${d.store}。请确认。`,
  opening_quantity_zero: '数量是0，没有可入账的。',
  opening_price_missing: '没有进价，目录里也没有价格。请填进价。',
  opening_price_assumed: '没有进价，按目录价入账。',
  opening_lot_twice: (d) => `同一库房、批号、有效期和价格在第${d.row}行已有。请合并成一行。`,
  opening_differs: (d) => `这个批次的期初已入账${d.before}，现在写${d.after}（基本单位）。更正请用盘点或红字单。`,
} satisfies Record<string, RefusalSentence>;
