/** One card month by month: its net value by source, what each run charged and why, and how it goes on. */

import type { AssetCard } from '../../src/assets/record-queries.ts';
import { FUND_SOURCES, type FundSource, isGone } from '../../src/assets/rules.ts';
import type { ChargedLine } from '../../src/depreciation/charged-queries.ts';
import { paths } from '../../src/paths.ts';
import { AssetStatus } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';

interface WornCardProps {
  t: Words;
  card: AssetCard;
  lines: readonly ChargedLine[];
  plan: { lifeMonths: number; last: string; nextFen: number };
}

export function WornCardPage(props: WornCardProps) {
  const { t, card, lines, plan } = props;
  const words = t.assetValues;
  const { asset } = card;
  const wornFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  const [last] = lines;
  const rest = isGone(asset.status)
    ? words.planGone
    : plan.nextFen === 0
      ? words.planDone
      : words.planText(moneyText(plan.nextFen), plan.last);
  return (
    <>
      <PageHead
        title={words.cardTitle(asset.number)}
        crumbs={[
          { label: t.equipment.title, href: paths.equipment() },
          { label: asset.number, href: paths.equipmentCard(asset.number), code: true },
          { label: words.cardLink },
        ]}
        crumbsLabel={t.frame.position}
        status={<AssetStatus t={t} status={asset.status} badge />}
        facts={[asset.name, asset.model, card.owner.shortName].filter(Boolean)}
      />
      <Facts
        across
        facts={[
          { label: words.price, value: <Money t={t} amountFen={asset.priceFen} /> },
          { label: words.worn, value: <Money t={t} amountFen={wornFen} /> },
          { label: words.net, value: <Money t={t} amountFen={asset.priceFen - wornFen} /> },
          { label: words.acquiredOn, value: asset.acquiredOn },
          { label: words.life, value: words.lifeMonths(plan.lifeMonths) },
          { label: words.through, value: last === undefined ? words.neverRun : last.month },
          { label: words.plan, value: rest },
        ]}
      />
      <Panel title={words.bySource} padded={false}>
        <Sources {...props} />
      </Panel>
      <Panel title={words.schedule} padded={false}>
        {lines.length === 0 ? <Empty title={words.neverRun} text={words.noRunsText} /> : <Months {...props} />}
      </Panel>
    </>
  );
}

function Sources({ t, card, lines }: WornCardProps) {
  const words = t.assetValues;
  const paid = new Map(card.funds.map(({ source, amountFen }) => [source, amountFen]));
  const worn = new Map<FundSource, number>();
  for (const line of lines) worn.set(line.source, (worn.get(line.source) ?? 0) + line.amountFen);
  const head = (
    <>
      <Head>{words.source}</Head>
      <Head num>{words.price}</Head>
      <Head num>{words.worn}</Head>
      <Head num>{words.net}</Head>
    </>
  );
  return (
    <Table caption={words.bySource} head={head} stacks>
      {FUND_SOURCES.filter((source) => paid.has(source) || (worn.get(source) ?? 0) !== 0).map((source) => (
        <tr>
          <td class="span-6">{t.equipment.sources[source]}</td>
          <td class="num span-2" data-label={words.price}>
            <Money t={t} amountFen={paid.get(source) ?? 0} />
          </td>
          <td class="num span-2" data-label={words.worn}>
            <Money t={t} amountFen={worn.get(source) ?? 0} />
          </td>
          <td class="num span-2" data-label={words.net}>
            <Money t={t} amountFen={(paid.get(source) ?? 0) - (worn.get(source) ?? 0)} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Months({ t, lines }: WornCardProps) {
  const words = t.assetValues;
  const head = (
    <>
      <Head>{t.books.month}</Head>
      <Head>{words.source}</Head>
      <Head>{words.why}</Head>
      <Head num>{words.monthPart}</Head>
      <Head num>{words.openingPart}</Head>
      <Head num>{words.correctionPart}</Head>
      <Head num>{words.worn}</Head>
      <Head num>{words.elapsed}</Head>
    </>
  );
  return (
    <Table caption={words.schedule} head={head} stacks>
      {lines.map((line) => (
        <tr>
          <td class="span-2">
            <a href={paths.depreciationRun(line.runId)}>{line.month}</a>
          </td>
          <td class="span-2">{t.equipment.sources[line.source]}</td>
          <td class="span-2">
            <span class="item">
              {line.kind === 'reversal' ? words.kinds.reversal : (words.whys[line.why] ?? line.why)}
              {line.kind === 'run' && words.whyText[line.why] !== undefined && <small>{words.whyText[line.why]}</small>}
            </span>
          </td>
          <td class="num span-2" data-label={words.monthPart}>
            <Money t={t} amountFen={line.monthFen} />
          </td>
          <td class="num span-2" data-label={words.openingPart}>
            <Money t={t} amountFen={line.openingFen} />
          </td>
          <td class="num span-2" data-label={words.correctionPart}>
            <Money t={t} amountFen={line.correctionFen} />
          </td>
          <td class="num span-3" data-label={words.worn}>
            <Money t={t} amountFen={line.accumulatedFen} />
          </td>
          <td class="num span-3" data-label={words.elapsed}>{`${line.elapsedMonths}/${line.lifeMonths}`}</td>
        </tr>
      ))}
    </Table>
  );
}
