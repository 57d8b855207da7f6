/** Something that waits for a person: what every feature tells the page of today, and how it is sorted there. */

/** What kind of thing waits; its words stand in views/i18n under `tasks`. */
export type TaskCode =
  | 'approve'
  | 'approval_late'
  | 'bank_confirm'
  | 'licence_lapses'
  | 'contract_activate'
  | 'contract_ends'
  | 'negotiation_award'
  | 'repricing_approve'
  | 'selling_approve'
  | 'selling_missing'
  | 'requisition_due'
  | 'requisition_returned'
  | 'demand_open'
  | 'plan_returned'
  | 'plan_order'
  | 'plan_supply'
  | 'plan_transfer'
  | 'order_send'
  | 'order_refused'
  | 'order_late'
  | 'delivery_inspect'
  | 'receipt_conclude'
  | 'receipt_pending'
  | 'allot'
  | 'invoice_missing'
  | 'payable_due'
  | 'payable_late'
  | 'payment_approve'
  | 'payment_export'
  | 'bank_unmatched'
  | 'fund_due'
  | 'month_close'
  | 'statement_sign'
  | 'objection_answer'
  | 'count_due'
  | 'count_late'
  | 'count_recount'
  | 'count_approve'
  | 'loss_returned'
  | 'loss_approve'
  | 'transfer_grant'
  | 'transfer_answer'
  | 'transfer_send'
  | 'recall_answer'
  | 'recall_late'
  | 'recall_drill'
  | 'recall_freeze'
  | 'recall_chase'
  | 'recall_close'
  | 'recall_paper'
  | 'handover_first'
  | 'handover_late'
  | 'handover_open'
  | 'ampoules_late'
  | 'card_lapses'
  | 'trace_alarm'
  | 'use_resume'
  | 'excursion_lasts'
  | 'excursion_decide'
  | 'excursion_explain'
  | 'logger_silent'
  | 'calibration_due'
  | 'upkeep_due'
  | 'upkeep_late'
  | 'alert_below_least'
  | 'alert_runs_out'
  | 'alert_near_expiry'
  | 'alert_excursion'
  | 'alert_logger_silent'
  | 'alert_calibration_due'
  | 'alert_licence'
  | 'alert_count_overdue'
  | 'alert_upkeep_overdue'
  | 'alert_recall_overdue'
  | 'alert_trace'
  | 'alert_card_expires'
  | 'alerts_late'
  | 'shortage_message'
  | 'shortage_answer_late'
  | 'shortage_resolve_late'
  | 'job_trouble';

export interface Task {
  code: TaskCode;
  /** What it is about: a number, a name. */
  subject: string;
  href: string;
  /** Where it comes from. */
  from: string;
  /** UTC ms by which it should be done; null when it has no limit. */
  dueAt: number | null;
  amountFen?: number;
  /** How many things stand behind it, when it is one row for several. */
  count?: number;
}
