/** One payment run: its payments and what they are made of, the next act of the right person, its history. */
import { paths } from '../../src/paths.ts';
import type { PaymentRow, RunRow } from '../../src/payments/run-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { InterestTag } from '../parties/interest.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { fullMoment, moneyText, whoText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Code, Money } from '../ui/values.tsx';
import { RunStatus } from './pages.tsx';

export interface RunPageProps {
  t: Words;
  run: RunRow;
  payments: PaymentRow[];
  acts: { act: string; actorName: string; organisationName: string; at: number; note: string | null }[];
  fetched: number;
  /** `failOwn`: would record a failure, were the run not the own one. */
  can: { approve: boolean; send: boolean; cancel: boolean; fail: boolean; failOwn: boolean; file: boolean };
  form: FormState;
  newKey: () => string;
}

export function RunPage(props: RunPageProps) {
  const { t, run, payments, acts, can, form, fetched } = props;
  const words = t.treasury.runs;
  const facts = [`${words.payOn} ${run.payOn}`, `${moneyText(run.amountFen)}${t.formats.yuan}`, run.note];
  return (
    <>
      <PageHead
        title={run.number}
        crumbs={[{ label: words.title, href: paths.payments() }]}
        crumbsLabel={t.frame.position}
        status={<RunStatus t={t} status={run.status} badge />}
        facts={facts.filter((fact) => fact !== '')}
        actions={
          can.file && (
            <>
              <LinkButton icon="i-download" href={paths.paymentFile(run.number, 'csv')}>
                {`${words.file} CSV`}
              </LinkButton>
              <LinkButton icon="i-download" href={paths.paymentFile(run.number, 'xlsx')}>
                {`${words.file} XLSX`}
              </LinkButton>
            </>
          )
        }
        {...(can.file && { consequence: { text: words.exportedTimes(fetched) } })}
      />
      <ErrorSummary t={t} form={form} labels={{ reason: words.cancelReason, line: words.failLine }} />
      <Columns kind="doc">
        <div class="stack lead">
          <Payments t={t} payments={payments} />
          <Acts {...props} />
        </div>
        <Rail label={words.log}>
          <Panel title={words.log}>
            <Log
              entries={[...acts].reverse().map((act) => ({
                act: words.acts[act.act] ?? act.act,
                text: act.note,
                by: `${whoText(t, act)} ${fullMoment(act.at)}`,
              }))}
            />
          </Panel>
          <Notice title={words.who} level="h3">
            {words.whoText}
          </Notice>
        </Rail>
      </Columns>
    </>
  );
}

function Payments({ t, payments }: Pick<RunPageProps, 't' | 'payments'>) {
  const words = t.treasury.runs;
  const head = (
    <>
      <Head num>{words.line}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.account}</Head>
      <Head>{words.payables}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Panel title={words.payables} padded={false}>
      <Table caption={words.payables} head={head} inset stacks>
        {payments.map((row) => (
          <tr class={row.status === 'failed' ? 'reversal' : undefined}>
            <td class="num span-1">{row.lineNumber}</td>
            <td class="span-5">
              <a href={paths.party(row.partyCode)}>{row.party}</a>{' '}
              <InterestTag t={t} member={row.member ?? undefined} />
            </td>
            <td>
              {row.accountName}
              <small class="tail">
                {row.bankName} <Code>{row.accountNumber}</Code>
              </small>
            </td>
            <td>
              {row.shares.map((share) => (
                <div>
                  <Code href={paths.payable(share.payableId)}>{share.receipt}</Code> {moneyText(share.amountFen)}
                  {share.creditFen > 0 && <small> {words.credit(moneyText(share.creditFen))}</small>}
                </div>
              ))}
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
            <td class="span-3">
              {t.payables.paymentStates[row.status]} {row.reason}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Acts(props: RunPageProps) {
  const { t, run, can, form, newKey } = props;
  const words = t.treasury.runs;
  const hidden = (
    <>
      <HiddenKey value={newKey()} />
      <Hidden name="version" value={run.version} />
    </>
  );
  return (
    <>
      {can.approve && (
        <form class="form" method="post" action={paths.paymentApproval(run.number)}>
          {hidden}
          <SubmitBar consequence={words.approveConsequence(moneyText(run.amountFen))}>
            <Button kind="primary">{words.approve}</Button>
          </SubmitBar>
        </form>
      )}
      {can.send && (
        <form class="form" method="post" action={paths.paymentSending(run.number)}>
          <HiddenKey value={newKey()} />
          <Hidden name="version" value={run.version} />
          <SubmitBar consequence={words.sendConsequence}>
            <Button kind="primary">{words.send}</Button>
          </SubmitBar>
        </form>
      )}
      {can.fail && <FailForm {...props} />}
      {can.failOwn && (
        <Notice title={words.failOwn} level="h3">
          {words.failOwnText}
        </Notice>
      )}
      {can.cancel && (
        <form class="form" method="post" action={paths.paymentCancellation(run.number)}>
          <HiddenKey value={newKey()} />
          <Hidden name="version" value={run.version} />
          <TextField form={form} name="reason" label={words.cancelReason} maxlength={200} required />
          <SubmitBar consequence={words.cancelConsequence}>
            <Button kind="danger">{words.cancel}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

function FailForm({ t, run, payments, form, newKey }: RunPageProps) {
  const words = t.treasury.runs;
  const sent = payments
    .filter((row) => row.status === 'approved')
    .map((row) => {
      const label = words.failChoice(row.lineNumber, row.party, moneyText(row.amountFen));
      return { value: String(row.lineNumber), label };
    });
  return (
    <form class="form" method="post" action={paths.paymentFailure(run.number)}>
      <HiddenKey value={newKey()} />
      <SelectField form={form} name="line" label={words.failLine} options={sent} choose={t.forms.choose} required />
      <TextField form={form} name="reason" label={words.failReason} maxlength={200} required />
      <SubmitBar consequence={words.failConsequence}>
        <Button>{words.fail}</Button>
      </SubmitBar>
    </form>
  );
}
