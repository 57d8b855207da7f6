/** One loan: which thing, between whom, until when, in what condition, and what both sides do. */
import type { Child } from 'hono/jsx';
import type { LoanActPath } from '../../src/equipment-paths.ts';
import type { LoanView } from '../../src/loans/page-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormBack } from '../../src/web/page-act.ts';
import { PhotoField } from '../attachments/photo-field.tsx';
import { PaperAct } from '../documents/paper-act.tsx';
import { PaperPage } from '../documents/paper-page.tsx';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { formOf } from '../ui/form-state.ts';
import { fullMoment } from '../ui/format.ts';
import { type Fact, Facts, knownFacts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { LoanDue, LoanStatus } from './words.tsx';

export interface LoanPageProps {
  t: Words;
  view: LoanView;
  back: FormBack;
  formKey: () => string;
  today: string;
}

export function LoanPage(props: LoanPageProps) {
  const { t, view } = props;
  const words = t.loans;
  const { document, asset } = view;
  return (
    <PaperPage
      t={t}
      title={asset.name}
      number={document.number}
      crumbs={[{ label: words.title, href: paths.loans() }]}
      status={<LoanStatus t={t} status={view.status} badge />}
      facts={[document.number, words.between(view.keeper.shortName, view.borrower.shortName)]}
      files={{ title: words.photos, lines: view.files, formKey: view.can.either ? props.formKey() : undefined }}
      log={{ title: words.timeline, words: words.acts, acts: view.acts }}
      acts={<LoanActs {...props} />}
    >
      <Panel title={words.loan} padded={false}>
        <Facts body facts={loanFacts(props)} />
      </Panel>
    </PaperPage>
  );
}

function loanFacts({ t, view, today }: LoanPageProps): Fact[] {
  const words = t.loans;
  const { loan, asset } = view;
  return knownFacts([
    { label: t.equipment.number, value: <Code href={paths.equipmentCard(asset.number)}>{asset.number}</Code> },
    { label: words.thingState, value: <AssetStatus t={t} status={asset.status} /> },
    { label: words.keeper, value: view.keeper.shortName },
    { label: words.borrower, value: view.borrower.shortName },
    { label: words.reason, value: loan.reason },
    view.status === 'out'
      ? { label: words.dueOn, value: <LoanDue t={t} dueOn={loan.dueOn} today={today} />, note: loan.dueOn }
      : { label: words.dueOn, value: loan.dueOn },
    loan.handedAt !== null && { label: words.handedAt, value: fullMoment(loan.handedAt) },
    { label: words.handedCondition, value: loan.handedCondition ?? '' },
    loan.returnedAt !== null && { label: words.returnedAt, value: fullMoment(loan.returnedAt) },
    { label: words.returnedCondition, value: loan.returnedCondition ?? '' },
    loan.damaged === true && { label: words.result, value: words.damaged },
  ]);
}

function LoanActs(props: LoanPageProps) {
  const { t, view } = props;
  const { status, can } = view;
  return (
    <>
      {status === 'asked' && can.agree && <Act {...props} name="agreement" kind="primary" />}
      {status === 'asked' && can.lender && !can.agree && <p class="hint">{t.loans.ownAsking}</p>}
      {status === 'asked' && can.lender && <Act {...props} name="refusal" asksWhy />}
      {status === 'agreed' && can.lender && <HandOver {...props} />}
      {status === 'out' && can.lender && <Return {...props} />}
      {status === 'out' && can.lender && <Extension {...props} />}
      {(status === 'asked' || status === 'agreed') && can.either && (
        <Act {...props} name="cancellation" kind="danger" asksWhy />
      )}
    </>
  );
}

function HandOver(props: LoanPageProps) {
  const words = props.t.loans;
  const form = formOf(props.back, 'hand-over');
  return (
    <Act {...props} name="hand-over" kind="primary" withFile>
      <TextField
        form={form}
        name="condition"
        label={words.condition}
        hint={words.conditionHint}
        maxlength={200}
        required
      />
      <TextField form={form} name="room" label={words.room} maxlength={60} required />
      <PhotoField t={props.t} form={form} />
    </Act>
  );
}

function Return(props: LoanPageProps) {
  const words = props.t.loans;
  const form = formOf(props.back, 'return');
  return (
    <Act {...props} name="return" kind="primary" withFile>
      <TextField form={form} name="condition" label={words.condition} maxlength={200} required />
      <Choices
        form={form}
        name="damaged"
        label={words.damaged}
        many
        choices={[{ value: '1', title: words.damaged, text: words.damagedText }]}
        hideLabel
      />
      <PhotoField t={props.t} form={form} />
    </Act>
  );
}

function Extension(props: LoanPageProps) {
  const words = props.t.loans;
  const form = formOf(props.back, 'extension');
  return (
    <Act {...props} name="extension" asksWhy>
      <TextField form={form} name="dueOn" label={words.dueOn} type="date" value={props.view.loan.dueOn} required />
    </Act>
  );
}

interface ActProps extends LoanPageProps {
  name: LoanActPath;
  kind?: 'primary' | 'danger';
  asksWhy?: boolean;
  withFile?: boolean;
  children?: Child;
}

function Act({ view, ...props }: ActProps) {
  const words = props.t.loans;
  const { number, version } = view.document;
  const labels = { condition: words.condition, room: words.room, dueOn: words.dueOn };
  return <PaperAct {...props} {...{ words, version, labels }} action={paths.loanAct(number, props.name)} />;
}
