/** Every number a proposal is made of, in the order in which it comes about. */
import type { ProposalLine } from '../../src/levels/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { quantityText } from '../ui/format.ts';
import { Facts } from '../ui/panel.tsx';
import { hundredthsText, milliText } from './words.ts';

export function ProposalFacts({ t, proposal }: { t: Words; proposal: ProposalLine }) {
  const words = t.levels.facts;
  const { detail, method } = proposal;
  const said = (base: number) => quantityText(t, base, proposal);
  const base = [
    { label: words.window, value: words.windowOf(detail.from, detail.to, detail.days) },
    { label: words.out, value: words.outOf(detail.outDays) },
    { label: words.used, value: words.usedOf(detail.usedDays, said(detail.usedBase)) },
    {
      label: words.character,
      value: words.characterOf(hundredthsText(t, detail.adi), hundredthsText(t, detail.cv2)),
    },
    { label: t.levels.method, value: t.levels.methods[method], note: t.levels.whys[detail.why] },
    ...(detail.seasonPercent === null
      ? []
      : [{ label: t.levels.seasonTag, value: t.levels.season(detail.seasonPercent) }]),
  ];
  const horizon = Math.max(1, detail.leadDays + detail.reviewDays);
  const reckoned = [
    { label: words.daily, value: milliText(t, proposal.dailyMilli, proposal) },
    { label: words.deviation, value: milliText(t, detail.deviationMilli, proposal) },
    { label: words.lead, value: words.leadOf(detail.leadDays, detail.leadSamples) },
    { label: words.review, value: words.reviewOf(detail.reviewDays) },
    { label: words.service, value: words.serviceOf(detail.servicePercent, hundredthsText(t, detail.factor)) },
    { label: words.safety, value: said(detail.safetyBase) },
    { label: words.least, value: said(proposal.proposedLeast), note: words.leastOf(horizon) },
    { label: words.most, value: said(proposal.proposedMost), note: words.mostOf(detail.reviewDays) },
  ];
  return <Facts facts={method === 'none' ? base : [...base, ...reckoned]} />;
}
