/** Items of a class in columns: what they scored, what facts say of them, what they cost. */
import { paths } from '../../src/paths.ts';
import type { ComparedColumn } from '../../src/selection/comparison-queries.ts';
import { type Band, DIMENSIONS, pointsText } from '../../src/selection/rules.ts';
import { itemDetail, tiersOf } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters } from '../ui/filters.tsx';
import { moneyText, priceText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Tag } from '../ui/status.tsx';
import { GroupRow, Head, Table } from '../ui/table.tsx';
import { Code, Item } from '../ui/values.tsx';
import { meanText } from './dossier-words.tsx';
import { factText } from './review-page.tsx';

export interface ComparisonPageProps {
  t: Words;
  classes: readonly string[];
  /** The class, when one was chosen. */
  name: string | undefined;
  /** The dossier it began from. */
  dossier: string | undefined;
  columns: readonly ComparedColumn[];
  seesPrices: boolean;
}

type Line = [label: string, cell: (column: ComparedColumn) => string];

function scoreLines(t: Words): Line[] {
  const words = t.selection;
  const dimensions = DIMENSIONS.map((dimension): Line => {
    const name = words.dimensions[dimension];
    return [name, ({ dossier }) => (dossier === undefined ? '' : meanText(dossier.means[dimension]))];
  });
  return [
    [
      words.result.mean,
      ({ dossier }) => (dossier === undefined ? words.comparison.noDossier : pointsText(dossier.scoreHalf)),
    ],
    [words.result.band, ({ dossier }) => (dossier?.band ? words.bands[dossier.band as Band] : '')],
    ...dimensions,
  ];
}

function factLines(t: Words): Line[] {
  const names = ['insurance', 'essential', 'vbp'] as const;
  const facts = names.map((criterion): Line => {
    const cell = ({ facts: known }: ComparedColumn) =>
      known ? factText(t, { criterion, fact: known[criterion] }) : '';
    return [t.selection.criteria[criterion] ?? criterion, cell];
  });
  return [...facts, [t.selection.comparison.tiers, ({ item }) => tiersOf(t, item)]];
}

const fenText = (fen: number | null | undefined) => (fen === null || fen === undefined ? '–' : moneyText(fen));

function priceLines(t: Words): Line[] {
  const words = t.selection.comparison;
  return [
    [words.price, ({ item }) => (item.pricePack === 0 ? '–' : priceText(item.pricePack))],
    [
      words.unitPrice,
      ({ item }) => (item.pricePack === 0 ? '–' : priceText(Math.round((item.pricePack * item.scale) / item.packSize))),
    ],
    [words.dailyReckoned, (column) => fenText(column.dailyFen)],
    [words.dailyStated, ({ dossier }) => fenText(dossier?.statedDailyFen)],
    [words.course, ({ dossier }) => fenText(dossier?.courseFen)],
  ];
}

function Rows({
  title,
  lines,
  columns,
  num,
}: {
  title: string;
  lines: Line[];
  columns: readonly ComparedColumn[];
  num?: boolean;
}) {
  return (
    <>
      <GroupRow span={columns.length + 1}>{title}</GroupRow>
      {lines.map(([label, cell]) => (
        <tr>
          <th scope="row">{label}</th>
          {columns.map((column) => (
            <td class={num ? 'num' : undefined}>{cell(column)}</td>
          ))}
        </tr>
      ))}
    </>
  );
}

function ColumnHead({ t, column }: { t: Words; column: ComparedColumn }) {
  const { item, dossier, subject } = column;
  return (
    <Head>
      <Item
        name={item.genericName}
        href={paths.item(item.code)}
        detail={itemDetail(t, item)}
        tags={subject ? <Tag>{t.selection.comparison.subject}</Tag> : undefined}
      />
      {dossier && <Code href={paths.dossier(dossier.number)}>{dossier.number}</Code>}
    </Head>
  );
}

export function ComparisonPage(props: ComparisonPageProps) {
  const { t, columns } = props;
  const words = t.selection.comparison;
  const kept = { class: props.name, dossier: props.dossier };
  const chosen = props.name !== undefined || props.dossier !== undefined;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[
          { label: t.selection.title, href: paths.selection() },
          ...(props.dossier ? [{ label: props.dossier, href: paths.dossier(props.dossier), code: true }] : []),
        ]}
        crumbsLabel={t.frame.position}
      />
      <Filters
        t={t}
        action={paths.comparison()}
        verb={t.facts.asOfShow}
        right={
          columns.length > 0 && (
            <ExportLinks t={t} csv={paths.comparisonExport('csv', kept)} xlsx={paths.comparisonExport('xlsx', kept)} />
          )
        }
      >
        <FilterSelect
          label={words.class}
          name="class"
          value={props.name}
          options={[
            { value: '', label: t.forms.choose },
            ...props.classes.map((name) => ({ value: name, label: name })),
          ]}
        />
      </Filters>
      {columns.length === 0 ? (
        <Empty title={chosen ? words.none : words.chooseClass} />
      ) : (
        <Table
          caption={words.caption}
          head={
            <>
              <Head>{words.row}</Head>
              {columns.map((column) => (
                <ColumnHead t={t} column={column} />
              ))}
            </>
          }
        >
          <Rows title={words.dossier} lines={scoreLines(t)} columns={columns} />
          <Rows title={t.selection.dimensions.other} lines={factLines(t)} columns={columns} />
          {props.seesPrices && <Rows title={t.selection.dimensions.economy} lines={priceLines(t)} columns={columns} />}
        </Table>
      )}
    </>
  );
}
