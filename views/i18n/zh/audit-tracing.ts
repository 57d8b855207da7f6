/** What the trail calls acts on trace codes and their facts, in Chinese. */

export const traceActs = {
  'trace.scan': '扫追溯码',
  'trace.undo': '撤回扫码',
  'trace.close_alarm': '处理追溯码报警',
  'trace.preview_packs': '预览箱码关联',
  'trace.import_packs': '导入箱码关联',
  'trace.remove_box': '删除箱码关联',
};

export const traceFacts = {
  scans: '码数',
  skipped: '原来就有',
  alarms: '报警',
  codes: '追溯码',
};

export const traceTopics = { trace: '追溯码（全部）' };
