/** Every job that runs by the clock in parts; a feature that has one adds it here. */
import { refreshAlerts } from '../alerts/refresh-commands.ts';
import { reckonOutages } from '../figures/outage-commands.ts';
import { refreshForesight } from '../foresight/refresh-commands.ts';
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

/** After the levels, whose use says what a member keeps. */
const outages: ClockJob = { act: 'outage.reckon', everyMinutes: 24 * 60, run: reckonOutages };

const foresight: ClockJob = { act: 'foresight.refresh', everyMinutes: 10, run: refreshForesight };

/** In the order in which they run. */
export const CLOCK_JOBS: readonly ClockJob[] = [levels, outages, foresight, alerts, escalation];
