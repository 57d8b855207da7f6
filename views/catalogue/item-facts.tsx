/** Every fact of an item as of a day, since when, on what basis, what is ahead; each leads to its history. */
import type { FactRow } from '../../src/catalogue/fact-queries.ts';
import { paths } from '../../src/paths.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { basisText, factText } from './fact-words.ts';
import type { ItemPageProps } from './item-page-props.ts';

/** The row of a fact that holds on a day. */
function onDay(rows: readonly FactRow[], day: string): FactRow | undefined {
  return rows.find((row) => row.effectiveFrom <= day && (row.effectiveTo === null || row.effectiveTo >= day));
}

export function ItemFacts(props: ItemPageProps) {
  const { t, item, asOf, today, facts, factTypes, unrecorded } = props;
  const words = t.facts;
  const head = (
    <>
      <Head>{words.which}</Head>
      <Head>{words.value}</Head>
      <Head>{words.period}</Head>
      <Head>{words.basis}</Head>
      <Head>
        <span class="visually-hidden">{words.open}</span>
      </Head>
    </>
  );
  return (
    <Panel title={words.title} note={words.asOfNote(asOf)} padded={false} id="facts">
      <form class="filters body" method="get" action={paths.item(item.code)}>
        <label>
          <span>{t.lists.asOf}</span>
          <input class="input" type="date" name="on" value={asOf} />
        </label>
        <Button>{words.asOfShow}</Button>
        {asOf !== today && <a href={paths.item(item.code)}>{words.today}</a>}
      </form>
      <Table caption={words.title} head={head} stacks>
        {factTypes.map((type) => {
          const rows = facts.filter((row) => row.type === type);
          const row = onDay(rows, asOf);
          const next = rows.find((each) => each.effectiveFrom > asOf);
          return (
            <tr>
              <td class="span-3">{words.types[type]}</td>
              <td class="span-3">
                {row === undefined ? (
                  <span class="note">{words.notRecorded(factText(t, type, unrecorded[type]))}</span>
                ) : (
                  <b>{factText(t, type, row.value)}</b>
                )}
                {next && <p class="note">{words.ahead(factText(t, type, next.value), next.effectiveFrom)}</p>}
              </td>
              <td class="span-3 nowrap">{row && words.until(row.effectiveFrom, row.effectiveTo)}</td>
              <td class="span-3">{row && basisText(t, row.legalBasis)}</td>
              <td class="span-6">
                <a href={paths.itemFact(item.code, type)}>{props.can.edit ? words.open : words.history}</a>
              </td>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
}
