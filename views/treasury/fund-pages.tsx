/** The revolving fund of each year, and where books and bank stand with every difference named. */
import type { Reconciliation } from '../../src/bank/line-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FundDuty } from '../../src/treasury/fund-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, NumberField, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

interface FundProps {
  t: Words;
  duties: (FundDuty & { setByName: string | null })[];
  year: number;
  can: { state: boolean; remit: boolean };
  form: FormState;
  newKey: () => string;
}

export function FundPage(props: FundProps) {
  const { t, duties, can, form } = props;
  const words = t.treasury;
  const { year, base, basis, voucher } = words;
  return (
    <>
      <PageHead
        title={words.fund}
        crumbs={[{ label: words.title, href: paths.account() }]}
        crumbsLabel={t.frame.position}
        facts={[words.fundIntro]}
        actions={<LinkButton href={paths.accountEntries('FUND')}>{words.entries}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} labels={{ year, base, basis, amount: words.remitAmount, voucher }} />
      {duties.length === 0 ? <Empty title={words.noDuties} text={words.fundIntro} /> : <Duties {...props} />}
      {can.state && <StateForm {...props} />}
      {can.remit && <RemitForm {...props} />}
    </>
  );
}

function Duties({ t, duties }: FundProps) {
  const words = t.treasury;
  const head = (
    <>
      <Head>{words.year}</Head>
      <Head num>{words.base}</Head>
      <Head num>{words.fundDue}</Head>
      <Head num>{words.fundPaid}</Head>
      <Head>{words.basis}</Head>
      <Head>{words.statedBy}</Head>
      <Head>{words.remittedOn}</Head>
    </>
  );
  return (
    <Table caption={words.fund} head={head} stacks>
      {duties.map((duty) => (
        <tr>
          <td class="span-2">{duty.year}</td>
          <td class="num span-4" data-label={words.base}>
            {moneyText(duty.baseFen)}
          </td>
          <td class="num span-3" data-label={words.fundDue}>
            {moneyText(duty.dueFen)}
          </td>
          <td class="num span-3" data-label={words.fundPaid}>
            <Status icon={duty.remittedFen >= duty.dueFen ? 's-done' : 's-todo'}>{moneyText(duty.remittedFen)}</Status>
          </td>
          <td class="span-4">{duty.basis}</td>
          <td class="span-2">{duty.setByName}</td>
          <td data-label={words.remittedOn}>{[duty.remittedOn, duty.voucher].filter(Boolean).join(' ')}</td>
        </tr>
      ))}
    </Table>
  );
}

function StateForm({ t, form, year, newKey }: FundProps) {
  const words = t.treasury;
  return (
    <Panel title={words.state}>
      <form class="form" method="post" action={paths.fund()}>
        <HiddenKey value={newKey()} />
        <NumberField form={form} name="year" label={words.year} value={String(year)} required />
        <TextField form={form} name="base" label={words.base} inputmode="decimal" maxlength={20} required />
        <TextField form={form} name="basis" label={words.basis} hint={words.basisHint} maxlength={200} required />
        <SubmitBar consequence={words.stateConsequence}>
          <Button>{words.state}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function RemitForm({ t, form, duties, newKey }: FundProps) {
  const words = t.treasury;
  const open = duties.find((duty) => duty.remittedFen < duty.dueFen);
  if (open === undefined) return null;
  return (
    <Panel title={`${words.remit} ${open.year}`}>
      <form class="form" method="post" action={paths.fundRemittance()}>
        <HiddenKey value={newKey()} />
        <Hidden name="year" value={open.year} />
        <TextField
          form={form}
          name="amount"
          label={words.remitAmount}
          value={((open.dueFen - open.remittedFen) / 100).toFixed(2)}
          inputmode="decimal"
          maxlength={20}
          required
        />
        <TextField form={form} name="voucher" label={words.voucher} maxlength={60} required />
        <SubmitBar consequence={words.remitConsequence}>
          <Button>{words.remit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function ReconciliationPage({ t, found }: { t: Words; found: Reconciliation }) {
  const words = t.treasury;
  const lines: [label: string, fen: number, href?: string][] = [
    [words.bankSide, found.bankFen, paths.bankLines()],
    [words.notInBooks, -found.unmatchedFen, paths.bankLines({ meaning: 'unmatched' })],
    [words.aside, -found.asideFen, paths.bankLines({ meaning: 'set_aside' })],
    [words.notInBank, -found.remittedFen, paths.fund()],
    [words.rest, found.restFen],
    [words.booksSide, found.booksFen, paths.accountEntries('BANK')],
  ];
  const fine = found.restFen === 0;
  const head = (
    <>
      <Head>{words.account}</Head>
      <Head num>{words.balanceYuan}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.reconciliation}
        crumbs={[{ label: words.title, href: paths.account() }]}
        crumbsLabel={t.frame.position}
        status={
          <Status icon={fine ? 's-done' : 's-stop'} tone={fine ? undefined : 'danger'} badge>
            {fine ? words.agrees : words.differs(moneyText(found.restFen))}
          </Status>
        }
        facts={[
          found.closingFen === null
            ? words.nothingSaid
            : `${words.statementSays} ${moneyText(found.closingFen)}${t.formats.yuan}`,
        ]}
      />
      {found.closingFen !== null && found.closingFen !== found.bankFen && (
        <Notice tone="warn" title={words.linesMissing(moneyText(Math.abs(found.closingFen - found.bankFen)))}>
          <p>{words.linesMissingText}</p>
        </Notice>
      )}
      <Table caption={words.reconciliation} head={head}>
        {lines.map(([label, fen, href], index) => (
          <tr class={index === lines.length - 1 ? 'total' : undefined}>
            <td>{href === undefined ? label : <a href={href}>{label}</a>}</td>
            <td class="num">
              <Money t={t} amountFen={fen} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}
