/** How a charge stands: by the chief accountant's word, or by the claim on the supplier. */
import type { ChargeRow } from '../../src/dispatches/charge-rules.ts';
import type { Words } from '../i18n/index.ts';
import { Status } from '../ui/status.tsx';

export function ChargeStatus({ t, charge }: { t: Words; charge: ChargeRow }) {
  const { status, claimStatus } = charge;
  const { chargeStates, claimStates } = t.arrivals;
  const claim = status === 'withdrawn' || claimStatus === null ? undefined : claimStates[claimStatus];
  const waits = status === 'proposed' && claimStatus !== 'agreed' && claimStatus !== 'refused';
  const ended = status === 'withdrawn' || status === 'refused' || claimStatus === 'refused';
  const icon = waits ? 's-near' : ended ? 's-no' : 's-done';
  return (
    <Status icon={icon} {...(waits && { tone: 'warn' })}>
      {claim ?? chargeStates[status] ?? status}
    </Status>
  );
}
