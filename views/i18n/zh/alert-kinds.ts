/** Chinese names of the kinds of alert. */
export const alertKinds = {
  below_least: '低于下限',
  runs_out: '将断货',
  near_expiry: '近效期',
  excursion: '超温超湿',
  logger_silent: '探头无数据',
  calibration_due: '探头待校准',
  licence: '证照到期',
  count_overdue: '盘点逾期',
  upkeep_overdue: '养护逾期',
  recall_overdue: '召回未回复',
  trace: '追溯码异常',
  card_expires: '印鉴卡到期',
  arrival_overdue: '收货逾期',
  difference_overdue: '差异逾期',
  return_due: '短缺月报待报',
};
