/** What the trail calls acts on trace codes and their facts, in English. */
import type { traceActs as zhActs, traceFacts as zhFacts, traceTopics as zhTopics } from '../zh/audit-tracing.ts';

export const traceActs: Record<keyof typeof zhActs, string> = {
  'trace.scan': 'Scanned trace codes',
  'trace.undo': 'Took a scan back',
  'trace.close_alarm': 'Closed an alarm of a trace code',
  'trace.preview_packs': 'Previewed a list of boxes',
  'trace.import_packs': 'Imported a list of boxes',
  'trace.remove_box': 'Forgot what a box holds',
};

export const traceFacts: Record<keyof typeof zhFacts, string> = {
  scans: 'Codes',
  skipped: 'There before',
  alarms: 'Alarms',
  codes: 'Codes scanned',
};

export const traceTopics: Record<keyof typeof zhTopics, string> = { trace: 'Trace codes (all)' };
