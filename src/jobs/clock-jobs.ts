/** Every job that runs by the clock in parts; a feature that has one adds it here. */
import { refreshAlerts } from '../alerts/refresh-commands.ts';
import { proposeLevels } from '../levels/propose-commands.ts';
import { escalation } from '../shortages/escalate-commands.ts';
import type { ClockJob } from './clock-job.ts';

/** Looked at each night; a member whose proposals are younger than the rule says is passed by. */
const levels: ClockJob = {
  act: 'target.propose',
  everyMinutes: 24 * 60,
  run: (services, beat) => proposeLevels(services, {}, beat),
};

const alerts: ClockJob = { act: 'alert.refresh', everyMinutes: 10, run: refreshAlerts };

/** In the order in which they run. */
export const CLOCK_JOBS: readonly ClockJob[] = [levels, alerts, escalation];
