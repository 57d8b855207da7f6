/** The round of approval of a document as the house draws every life: who agreed, who is waited for, who is to come. */
import type { StepLine } from '../../src/approvals/queries.ts';
import type { Words } from '../i18n/index.ts';
import { deadline, momentText } from '../ui/format.ts';
import { SignalStatus } from '../ui/status.tsx';
import { type Step, Steps } from '../ui/timeline.tsx';

interface ApprovalStepsProps {
  t: Words;
  steps: readonly StepLine[];
  now: number;
}

const STATES: Record<StepLine['status'], Step['state']> = {
  approved: 'past',
  current: 'current',
  waiting: 'to-come',
  returned: 'ended',
  void: 'ended',
};

export function ApprovalSteps({ t, steps, now }: ApprovalStepsProps) {
  return (
    <Steps
      label={t.approvals.round}
      steps={steps.map((step) => ({
        title: t.roles[step.role],
        state: STATES[step.status],
        note: <StepNote t={t} step={step} now={now} />,
      }))}
    />
  );
}

function StepNote({ t, step, now }: { t: Words; step: StepLine; now: number }) {
  const words = t.approvals;
  if (step.status === 'current') return <SignalStatus signal={deadline(t, step.dueAt, now)} />;
  if (step.decidedBy === null || step.decidedAt === null) return <>{words.stepStates[step.status]}</>;
  const who = step.insteadOf === null ? step.decidedBy : `${step.decidedBy}，${words.inPlaceOf(step.insteadOf)}`;
  const said = step.note === null || step.note === '' ? '' : `，${step.note}`;
  return (
    <>
      {words.stepStates[step.status]} {who} {momentText(t, step.decidedAt, now)}
      {said}
    </>
  );
}
