/** One item at one member: its levels, how the proposal came about down to its days, and every change. */
import type { LevelView, NamedChange } from '../../src/levels/item-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { momentText, quantityText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Log } from '../ui/timeline.tsx';
import { Quantity } from '../ui/values.tsx';
import { ProposalFacts } from './proposal-facts.tsx';
import { UseChart, UseKey } from './use-chart.tsx';
import { spanText } from './words.ts';

export interface LevelItemPageProps extends LevelView {
  t: Words;
  member: { code: string; name: string };
  form: FormState;
  formKey: string;
  can: { set: boolean };
  now: number;
}

export function LevelItemPage(props: LevelItemPageProps) {
  const { t, member, line, form, can } = props;
  const words = t.levels;
  const facts = [
    { label: words.current, value: spanText(t, line, line) },
    { label: words.stock, value: <Quantity t={t} quantityBase={line.stockBase} shape={line} /> },
    { label: words.use30, value: <Quantity t={t} quantityBase={line.use30Base} shape={line} /> },
  ];
  const back = { member: member.code, q: line.code };
  return (
    <>
      <PageHead
        crumbs={[{ label: words.title, href: paths.levels({ member: member.code }) }, { label: line.name }]}
        crumbsLabel={t.frame.position}
        title={words.itemTitle(line.name, member.name)}
        facts={[`${line.strength} ${line.code}`]}
        actions={can.set && <LinkButton href={paths.levels(back)}>{words.edit}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} />
      <Facts facts={facts} across />
      <Panel
        title={words.madeOf}
        {...(line.proposal !== null && {
          link: {
            href: paths.levelProposals({ member: member.code, show: 'all', q: line.code }),
            label: words.proposals,
          },
        })}
      >
        {line.proposal === null ? <p>{words.noProposal}</p> : <ProposalFacts t={t} proposal={line.proposal} />}
      </Panel>
      <Days {...props} />
      <History {...props} />
    </>
  );
}

function Days({ t, member, line, series }: LevelItemPageProps) {
  const words = t.levels;
  const telling = series.filter((day) => day.useBase > 0 || day.out).reverse();
  const total = series.reduce((sum, day) => sum + day.useBase, 0);
  const out = series.filter((day) => day.out).length;
  const said = (base: number) => quantityText(t, Math.round(base), line);
  const title = words.chartTitle(line.name, series.length, out, said(total));
  const head = (
    <>
      <Head>{words.day}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.endOfDay}</Head>
    </>
  );
  return (
    <Panel title={words.chart} note={title}>
      <UseChart
        id="use-by-day"
        title={title}
        series={series}
        daily={line.proposal === null ? null : line.proposal.dailyMilli / 1000}
        text={said}
      />
      <UseKey t={t} />
      <details>
        <summary>{words.dayTable}</summary>
        <p class="note">{telling.length === 0 ? words.noDays : words.dayTableNote}</p>
        {telling.length > 0 && (
          <Table caption={words.dayTable} head={head} inset>
            {telling.map((one) => (
              <tr>
                <td>
                  <a href={paths.stockCard(member.code, line.code, { from: one.day, to: one.day })}>{one.day}</a>
                </td>
                <td class="num">
                  {one.out ? words.outToday : <Quantity t={t} quantityBase={one.useBase} shape={line} />}
                </td>
                <td class="num">
                  <Quantity t={t} quantityBase={one.endBase} shape={line} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </details>
    </Panel>
  );
}

function History(props: LevelItemPageProps) {
  const { t, line, changes, can, now } = props;
  const words = t.levels;
  const [newest] = changes;
  const before = (one: NamedChange) => spanText(t, { leastBase: one.leastBefore, mostBase: one.mostBefore }, line);
  const after = (one: NamedChange) => spanText(t, { leastBase: one.leastAfter, mostBase: one.mostAfter }, line);
  const entries = changes.map((one) => ({
    act: words.hows[one.how],
    text: [words.from(before(one), after(one)), one.reason].filter((part) => part !== '').join(' · '),
    by: `${one.person ?? t.formats.none} ${momentText(t, one.changedAt, now)}`,
  }));
  return (
    <Panel title={words.history}>
      {entries.length === 0 ? <p>{words.historyNone}</p> : <Log entries={entries} />}
      {can.set && newest?.last && <Undo {...props} change={newest} before={before(newest)} />}
    </Panel>
  );
}

function Undo(props: LevelItemPageProps & { change: NamedChange; before: string }) {
  const { t, member, line, form, formKey, change, before } = props;
  const words = t.levels;
  return (
    <form class="stack" method="post" action={paths.levelUndoing(member.code, line.code)}>
      <HiddenKey value={formKey} />
      <Hidden name="change" value={change.id} />
      <TextField form={form} name="reason" label={words.undoReason} required maxlength={200} />
      {change.together > 1 && (
        <label class="check">
          <input type="checkbox" name="whole" value="1" />
          {words.undoWhole(change.together - 1)} <small>{words.undoWholeNote}</small>
        </label>
      )}
      <SubmitBar consequence={words.undoText(before)}>
        <Button>{words.undo}</Button>
      </SubmitBar>
    </form>
  );
}
