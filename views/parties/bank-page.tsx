/** Bank details: what is paid to now, what waits for a second person, and who decided what before. */
import type { BankLine, ContactRow } from '../../src/parties/page-queries.ts';
import type { BankDetails, PartyRow } from '../../src/parties/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ContactTable } from './contact-table.tsx';

export interface BankPageProps {
  t: Words;
  party: PartyRow;
  bank: BankDetails | undefined;
  waiting: BankLine | undefined;
  history: BankLine[];
  /** Whom to ask before anybody confirms. */
  contacts: ContactRow[];
  can: { propose: boolean; confirm: boolean; own: boolean };
  forms: { propose: FormState; decide: FormState };
  proposeKey: string;
  decideKey: string;
}

const ICONS = { proposed: 's-hold', confirmed: 's-done', refused: 's-no' } as const;

interface BankFactsProps {
  t: Words;
  bank: BankDetails;
  across?: boolean;
  /** Of a change that waits. */
  reason?: string;
}

export function BankFacts({ t, bank, across, reason }: BankFactsProps) {
  const words = t.parties;
  return (
    <Facts
      across={across}
      facts={[
        { label: words.accountName, value: bank.accountName },
        { label: words.bankName, value: bank.bankName },
        { label: words.accountNumber, value: <Code>{bank.accountNumber}</Code> },
        ...(reason === undefined ? [] : [{ label: words.reason, value: reason }]),
      ]}
    />
  );
}

export function BankPage(props: BankPageProps) {
  const { t, party, bank, waiting, history, contacts, can } = props;
  const words = t.parties;
  return (
    <>
      <PageHead
        title={words.bank}
        crumbs={[
          { label: words.title, href: paths.parties() },
          { label: party.shortName, href: paths.party(party.code) },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.bankNote]}
      />
      {waiting !== undefined && <Waiting {...props} waiting={waiting} />}
      <Panel title={words.inForce}>
        {bank === undefined ? <p class="note">{words.noBank}</p> : <BankFacts t={t} bank={bank} across />}
      </Panel>
      {contacts.length > 0 && (
        <Panel title={words.contacts} padded={false}>
          <ContactTable t={t} contacts={contacts} />
        </Panel>
      )}
      {can.propose && <Proposal {...props} />}
      {history.length > 0 && <History t={t} history={history} />}
    </>
  );
}

function Waiting(props: BankPageProps & { waiting: BankLine }) {
  const { t, party, waiting, can, forms, decideKey } = props;
  const words = t.parties;
  const decisions = [
    { value: 'confirm', label: words.confirm },
    { value: 'refuse', label: words.refuse },
  ];
  return (
    <Panel title={words.waiting}>
      <div class="stack">
        <Advice tone="warn" icon="s-near">
          {words.waitingText(waiting.proposedByName ?? '', fullMoment(waiting.proposedAt))}
        </Advice>
        <BankFacts t={t} bank={waiting} across reason={waiting.reason} />
        {can.confirm && can.own && <Notice tone="warn" title={words.ownProposal} level="h3" />}
        {can.confirm && !can.own && (
          <form class="form" method="post" action={paths.bankDecision(party.code, waiting.id)}>
            <ErrorSummary t={t} form={forms.decide} labels={{ decision: words.decidedBy, note: words.decisionNote }} />
            <HiddenKey value={decideKey} />
            <Segments form={forms.decide} name="decision" label={words.decidedBy} options={decisions} />
            <TextArea
              form={forms.decide}
              name="note"
              label={words.decisionNote}
              hint={words.decisionNoteHint}
              maxlength={300}
              required
            />
            <SubmitBar consequence={words.decisionConsequence}>
              <Button kind="primary">{words.decide}</Button>
            </SubmitBar>
          </form>
        )}
      </div>
    </Panel>
  );
}

function Proposal({ t, party, forms, proposeKey }: BankPageProps) {
  const words = t.parties;
  const form = forms.propose;
  const { accountName, bankName, accountNumber, reason } = words;
  return (
    <Panel title={words.propose}>
      <form class="form" method="post" action={paths.bank(party.code)}>
        <ErrorSummary t={t} form={form} labels={{ accountName, bankName, accountNumber, reason }} />
        <HiddenKey value={proposeKey} />
        <TextField
          form={form}
          name="accountName"
          label={accountName}
          hint={words.accountNameHint}
          value={party.name}
          maxlength={100}
          required
        />
        <TextField form={form} name="bankName" label={bankName} maxlength={100} required />
        <TextField
          form={form}
          name="accountNumber"
          label={accountNumber}
          hint={words.accountNumberHint}
          maxlength={60}
          required
        />
        <TextField form={form} name="reason" label={reason} maxlength={300} required />
        <SubmitBar consequence={words.proposeConsequence}>
          <Button kind="primary">{words.proposeSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function History({ t, history }: { t: Words; history: BankLine[] }) {
  const words = t.parties;
  const head = (
    <>
      <Head>{words.accountNumber}</Head>
      <Head>{words.state}</Head>
      <Head>{words.proposedBy}</Head>
      <Head>{words.decidedBy}</Head>
    </>
  );
  const who = (name: string | null, at: number | null, note: string | null) =>
    at !== null && (
      <span class="item">
        <span>
          {name ?? ''} {fullMoment(at)}
        </span>
        {note !== null && <small>{note}</small>}
      </span>
    );
  return (
    <Panel title={words.bankCaption} padded={false}>
      <Table caption={words.bankCaption} head={head} stacks>
        {history.map((line) => (
          <tr>
            <td class="span-4">
              <span class="item">
                <Code>{line.accountNumber}</Code>
                <small>{line.bankName}</small>
              </span>
            </td>
            <td class="span-2">
              <Status icon={ICONS[line.status]} tone={line.status === 'proposed' ? 'warn' : undefined}>
                {words.bankStates[line.status]}
              </Status>
            </td>
            <td>{who(line.proposedByName, line.proposedAt, line.reason)}</td>
            <td>{who(line.decidedByName, line.decidedAt, line.note)}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
