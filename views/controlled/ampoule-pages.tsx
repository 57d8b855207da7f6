/** Empty ampoules: what is still out, what came back and waits to be destroyed, and one line of an issue. */
import type { AmpouleReturn, IssuedLine } from '../../src/controlled/ampoule-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { Tabs } from '../ui/filters.tsx';
import { deadline, fullMoment, momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { ControlledTabs, Search } from './tabs.tsx';

const DAY_MS = 86_400_000;

function AmpouleHead({ t, tab }: { t: Words; tab: 'owed' | 'back' }) {
  const words = t.controlled.ampoules;
  const tabs = [
    { label: words.owedTab, href: paths.ampoules(), current: tab === 'owed' },
    { label: words.backTab, href: paths.ampoulesBack(), current: tab === 'back' },
  ];
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <ControlledTabs t={t} tab="ampoules" />
      <Tabs label={words.title} tabs={tabs} />
    </>
  );
}

export interface OwedPageProps {
  t: Words;
  rows: IssuedLine[];
  q: string;
  /** Days within which they come back. */
  days: number;
  canExport: boolean;
  now: number;
}

export function OwedAmpoulesPage({ t, rows, q, days, canExport, now }: OwedPageProps) {
  const words = t.controlled.ampoules;
  const query = { q: q === '' ? undefined : q };
  const files = { csv: paths.ampoulesExport('csv', query), xlsx: paths.ampoulesExport('xlsx', query) };
  const head = (
    <>
      <Head>{words.due}</Head>
      <Head>{t.controlled.item}</Head>
      <Head>{words.issue}</Head>
      <Head>{words.to}</Head>
      <Head num>{words.issued}</Head>
      <Head num>{words.back}</Head>
      <Head num>{words.left}</Head>
      <Head>{words.collect}</Head>
    </>
  );
  return (
    <>
      <AmpouleHead t={t} tab="owed" />
      <Search t={t} q={q} action={paths.ampoules()} hint={words.owedHint} {...(canExport && { files })} />
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <Table caption={words.title} head={head} stacks>
          {rows.map((row) => (
            <OwedRow t={t} row={row} days={days} now={now} />
          ))}
        </Table>
      )}
      <KeysetPager t={t} shown={rows.length} />
    </>
  );
}

function OwedRow({ t, row, days, now }: Pick<OwedPageProps, 't' | 'days' | 'now'> & { row: IssuedLine }) {
  const words = t.controlled.ampoules;
  return (
    <tr>
      <td class="span-2">
        <SignalStatus signal={deadline(t, row.at + days * DAY_MS, now, DAY_MS)} />
      </td>
      <td class="span-4">
        <Item name={row.item.name} detail={`${row.item.detail} ${row.lotNumber}`} />
      </td>
      <td class="span-3">
        <Code href={paths.issue(row.issueNumber)}>{row.issueNumber}</Code>{' '}
        <span class="note">{momentText(t, row.at, now)}</span>
      </td>
      <td class="span-3">{[row.place.shortName, row.ward, row.patientRef].join(' ')}</td>
      <td class="num span-2" data-label={words.issued}>
        {row.issued}
      </td>
      <td class="num span-2" data-label={words.back}>
        {row.back}
      </td>
      <td class="num span-2" data-label={words.left}>
        {row.issued - row.back}
      </td>
      <td class="span-2">
        <a href={paths.ampouleLine(row.id)}>{words.collect}</a>
      </td>
    </tr>
  );
}

export interface BackPageProps {
  t: Words;
  q: string;
  canExport: boolean;
  rows: AmpouleReturn[];
  /** Those of the own member that two people may destroy now. */
  waiting: AmpouleReturn[];
  organisation: string | undefined;
  form: FormState;
  formKey: string;
  next: string | undefined;
  paged: boolean;
  now: number;
}

export function ReturnedAmpoulesPage(props: BackPageProps) {
  const { t, q, rows, waiting, next, paged } = props;
  const words = t.controlled.ampoules;
  const query = { q: q === '' ? undefined : q };
  const files = { csv: paths.ampoulesBackExport('csv', query), xlsx: paths.ampoulesBackExport('xlsx', query) };
  return (
    <>
      <AmpouleHead t={t} tab="back" />
      {waiting.length > 0 && props.organisation !== undefined && <Destruction {...props} />}
      <Search t={t} q={q} action={paths.ampoulesBack()} hint={words.backHint} {...(props.canExport && { files })} />
      {rows.length === 0 ? <Empty title={words.backNone} text={words.emptyText} /> : <Returned t={t} rows={rows} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(paged && { first: paths.ampoulesBack(query) })}
        {...(next !== undefined && { next: paths.ampoulesBack({ ...query, after: next }) })}
      />
    </>
  );
}

function Returned({ t, rows }: { t: Words; rows: AmpouleReturn[] }) {
  const words = t.controlled.ampoules;
  const head = (
    <>
      <Head>{words.when}</Head>
      <Head>{t.controlled.item}</Head>
      <Head>{words.issue}</Head>
      <Head num>{words.pieces}</Head>
      <Head>{words.returnedBy}</Head>
      <Head>{words.receiver}</Head>
      <Head>{words.destroyed}</Head>
    </>
  );
  return (
    <Table caption={words.backTab} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-2">{fullMoment(row.at)}</td>
          <td class="span-4">
            <Item
              name={row.itemName}
              detail={`${row.strength} ${row.lotNumber}`}
              href={paths.ampouleLine(row.lineId)}
            />
          </td>
          <td class="span-3">
            <Code href={paths.issue(row.issueNumber)}>{row.issueNumber}</Code> <span class="note">{row.place}</span>
          </td>
          <td class="num span-2" data-label={words.pieces}>
            {row.pieces}
            <small>{row.baseUnit}</small>
          </td>
          <td class="span-2" data-label={words.returnedBy}>
            {row.returnedBy}
          </td>
          <td class="span-3" data-label={words.receiver}>
            {`${row.receiver}、${row.witness}`}
          </td>
          <td class="span-3" data-label={words.destroyed}>
            {row.destroyed === null
              ? words.notDestroyed
              : words.destroyedBy(row.destroyed.by, row.destroyed.witness, fullMoment(row.destroyed.at))}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Destruction({ t, waiting, form, formKey, organisation }: BackPageProps) {
  const words = t.controlled.ampoules;
  const chosen = form.values.return;
  const labels = { return: words.choose, witness: t.auth.second.login, witnessPassword: t.auth.second.password };
  return (
    <Panel title={words.destroyTitle} note={words.destroyIntro}>
      <form class="form" method="post" action={paths.ampoulesDestruction()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <Hidden name="organisation" value={organisation ?? ''} />
        <fieldset class="field">
          <legend>{words.choose}</legend>
          <div class="choices">
            {waiting.map((row, index) => (
              <label>
                <input
                  type="checkbox"
                  id={index === 0 ? 'f-return' : undefined}
                  name="return"
                  value={String(row.id)}
                  checked={chosen === undefined || chosen.includes(String(row.id))}
                />
                <span>
                  <b>
                    {row.itemName} {row.pieces}
                    {row.baseUnit}
                  </b>
                  <small>{`${row.lotNumber} ${row.issueNumber} ${row.returnedBy} ${fullMoment(row.at)}`}</small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <SecondPersonFields t={t} form={form} />
        <SubmitBar consequence={words.destroyConsequence}>
          <Button kind="primary">{words.destroySubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
