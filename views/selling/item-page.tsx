/** The selling price of one item: what it is on a day and why, what waits, every price ever said. */
import type { PropsWithChildren } from 'hono/jsx';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { ItemSelling, SaidPrice } from '../../src/selling/queries.ts';
import { mostPack } from '../../src/selling/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Filters, FilterText } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { Advice, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Price } from '../ui/values.tsx';
import { Proposal, ProposalForm } from './proposal-forms.tsx';
import { markupText, Origin } from './words.tsx';

export interface ItemSellingProps {
  t: Words;
  item: ItemRow;
  day: string;
  today: string;
  selling: ItemSelling;
  history: SaidPrice[];
  waiting: SaidPrice | undefined;
  can: { propose: boolean; decide: boolean; own: boolean };
  /** The form that was refused, by name. */
  form: { name: string; state: FormState };
  /** What the rule of the day rests on. */
  basis: string;
  formKey: () => string;
}

export function ItemSellingPage(props: ItemSellingProps) {
  const { t, item } = props;
  const words = t.selling;
  return (
    <>
      <PageHead
        title={words.of(item.genericName)}
        crumbs={[
          { label: words.title, href: paths.selling() },
          { label: item.code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[
          item.strength,
          packText(t, item),
          item.manufacturer,
          <a href={paths.item(item.code)}>{item.code}</a>,
          <a href={paths.itemPrices(item.code)}>{words.buyingPrices}</a>,
        ]}
      />
      <Beside {...props}>
        <Answer {...props} />
        <History {...props} />
      </Beside>
    </>
  );
}

/** What can be done stands beside; without it the page has its whole width. */
function Beside(props: PropsWithChildren<ItemSellingProps>) {
  const { t, waiting, can, selling } = props;
  const words = t.selling;
  const zero = selling.rule.code === 'zero';
  const main = <div class="stack">{props.children}</div>;
  if (!zero && waiting === undefined && !can.propose) return main;
  return (
    <Columns>
      {main}
      <Rail label={words.acts}>
        {waiting !== undefined && <Proposal {...props} waiting={waiting} />}
        {!zero && waiting === undefined && <ProposalForm {...props} />}
        {zero && (
          <Panel title={words.howTitle}>
            <p class="hint">{words.howZero}</p>
          </Panel>
        )}
      </Rail>
    </Columns>
  );
}

function Answer({ t, item, day, today, selling, basis, history }: ItemSellingProps) {
  const words = t.selling;
  const { price, rule, paidPack } = selling;
  const said = history.find((row) => row.status === 'in_force' && row.validFrom === price?.validFrom);
  const limit = paidPack === null ? null : mostPack(rule, paidPack);
  return (
    <Panel title={words.answer(day)}>
      <Filters t={t} action={paths.itemSelling(item.code)} verb={t.prices.show}>
        <FilterText label={words.onDay} name="on" type="date" {...(day !== today && { value: day })} />
      </Filters>
      {price === null && (
        <Notice tone="warn" level="h3" title={words.none}>
          <p>{words.noneText}</p>
        </Notice>
      )}
      <Facts
        facts={[
          ...(price === null
            ? []
            : [
                { label: words.price, value: <Price pricePack={price.pricePack} />, note: t.prices.packPrice },
                { label: words.validFrom, value: price.validFrom },
                { label: words.source, value: said ? <Origin t={t} price={said} /> : words.origins[price.origin] },
                { label: words.markup, value: (said && markupText(t, said)) || '–' },
              ]),
          { label: words.rule, value: words.rules[rule.code](rule) },
          { label: words.paidNow, value: paidPack === null ? words.unpaid : <Price pricePack={paidPack} /> },
          ...(limit === null ? [] : [{ label: words.most, value: <Price pricePack={limit} /> }]),
        ]}
      />
      <Advice>{rule.code === 'own' ? words.ownBasis : words.basis(basis)}</Advice>
    </Panel>
  );
}

function History({ t, history }: ItemSellingProps) {
  const words = t.selling;
  if (history.length === 0) return null;
  const head = (
    <>
      <Head>{words.validFrom}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.paid}</Head>
      <Head num>{words.markup}</Head>
      <Head>{words.source}</Head>
      <Head>{words.status}</Head>
      <Head>{words.recordedBy}</Head>
      <Head>{words.approvedBy}</Head>
    </>
  );
  return (
    <Panel title={words.history} padded={false}>
      <Table caption={words.history} head={head} inset>
        {history.map((row) => (
          <tr class={row.status === 'refused' || row.status === 'withdrawn' ? 'off' : undefined}>
            <td>{row.validFrom}</td>
            <td class="num">
              <Price pricePack={row.pricePack} />
            </td>
            <td class="num">{row.paidPack === null ? '–' : <Price pricePack={row.paidPack} />}</td>
            <td class="num">{markupText(t, row) || '–'}</td>
            <td>
              <Origin t={t} price={row} />
            </td>
            <td>
              {words.statuses[row.status]}
              {row.note !== '' && <small>{row.note}</small>}
            </td>
            <td>{row.recordedByName}</td>
            <td>{row.approvedByName}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}
