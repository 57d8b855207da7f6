/** The pool of idle equipment: what lies idle and is offered, what members ask for, and what answers it. */
import type { Demand, IdleAsset } from '../../src/idle-pool/pool-queries.ts';
import { paths } from '../../src/paths.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters } from '../ui/filters.tsx';
import { momentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money } from '../ui/values.tsx';
import { Ask, type AskProps, End, OfferForm } from './pool-forms.tsx';

interface IdlePoolProps extends AskProps {
  filter: { class?: string | undefined };
  idle: readonly (IdleAsset & { mine: boolean })[];
  demands: readonly (Demand & { mine: boolean; matches: readonly IdleAsset[] })[];
  days: number;
  now: number;
  can: { keep: boolean; prices: boolean; export: boolean };
}

export function IdlePoolPage(props: IdlePoolProps) {
  const { t, filter, idle, demands, days, classes, can } = props;
  const words = t.assetValues;
  return (
    <>
      <PageHead
        title={words.poolTitle}
        crumbs={[{ label: t.equipment.title, href: paths.equipment() }, { label: words.poolTitle }]}
        crumbsLabel={t.frame.position}
        facts={[words.poolIntro]}
      />
      <Filters
        t={t}
        action={paths.equipmentPool()}
        {...(filter.class !== undefined && { clear: paths.equipmentPool() })}
        {...(can.export && {
          right: <ExportLinks t={t} csv={paths.equipmentPoolExport('csv')} xlsx={paths.equipmentPoolExport('xlsx')} />,
        })}
      >
        <FilterSelect
          label={t.equipment.className}
          name="class"
          value={filter.class}
          options={[
            { value: '', label: t.lists.all },
            ...classes.map((one) => ({ value: one.code, label: classText(t, one) })),
          ]}
        />
      </Filters>
      <Columns kind="doc">
        <div class="stack">
          <Panel title={words.idle} note={words.idleNote(days)} padded={false}>
            {idle.length === 0 ? <Empty title={words.noIdle} text={words.noIdleText} /> : <Idle {...props} />}
          </Panel>
          <Panel title={words.demands} note={words.demandsNote} padded={false}>
            {demands.length === 0 ? (
              <Empty title={words.noDemands} text={words.noDemandsText} />
            ) : (
              <Demands {...props} />
            )}
          </Panel>
        </div>
        {can.keep && (
          <Rail label={words.demandTitle}>
            <Ask {...props} />
          </Rail>
        )}
      </Columns>
    </>
  );
}

function Idle(props: IdlePoolProps) {
  const { t, can, idle } = props;
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.keeper}</Head>
      <Head>{words.idleSince}</Head>
      <Head>{words.offered}</Head>
    </>
  );
  return (
    <Table caption={words.idle} head={head} stacks>
      {idle.map((one) => (
        <tr>
          <td class="span-6">
            <Item
              name={one.name}
              detail={[one.number, one.model].filter(Boolean).join(' ')}
              {...(one.mine && { href: paths.equipmentCard(one.number) })}
            />
          </td>
          <td class="span-3">
            <span class="item">
              {one.keeper}
              {can.keep && !one.mine && (
                <small>
                  <a href={paths.newLoan({ asset: one.number })}>{t.loans.ask}</a>
                </small>
              )}
            </span>
          </td>
          <td class="span-3" data-label={words.idleSince}>
            <span class="item">
              {one.since}
              <small>{words.days(one.days)}</small>
            </span>
          </td>
          <td class="span-6">
            <Offer {...props} one={one} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Price({ t, fen }: { t: Words; fen: number }) {
  return fen === 0 ? <span>{t.assetValues.free}</span> : <Money t={t} amountFen={fen} />;
}

function Offer(props: IdlePoolProps & { one: IdlePoolProps['idle'][number] }) {
  const { t, one, can } = props;
  const words = t.assetValues;
  const { offer } = one;
  if (offer === null) return one.mine ? <OfferForm {...props} /> : <span class="muted">{words.notOffered}</span>;
  return (
    <>
      <span class="item">
        {words.conditions[offer.condition]}
        <small>
          {can.prices && (
            <>
              {words.expected} <Price t={t} fen={offer.expectedFen} />{' '}
            </>
          )}
          {[offer.note, offer.by].filter(Boolean).join(' ')}
        </small>
      </span>
      {one.mine && <End {...props} name={`end-${offer.id}`} action={paths.equipmentOfferEnd(offer.id)} />}
    </>
  );
}

function Demands(props: IdlePoolProps) {
  const { t, demands, now } = props;
  const words = t.assetValues;
  const head = (
    <>
      <Head>{words.demandMember}</Head>
      <Head>{words.demandSpecification}</Head>
      <Head>{words.matches}</Head>
    </>
  );
  return (
    <Table caption={words.demands} head={head} stacks>
      {demands.map((demand) => (
        <tr>
          <td class="span-3">
            <span class="item">
              {demand.member}
              <small>{`${demand.by} ${momentText(t, demand.at, now)}`}</small>
            </span>
          </td>
          <td class="span-6">
            <span class="item">
              {`${classText(t, { code: demand.classCode, name: demand.className })} ${demand.specification}`}
              <small>{demand.reason}</small>
            </span>
            {demand.mine && (
              <End {...props} name={`demand-${demand.id}`} action={paths.equipmentDemandEnd(demand.id)} />
            )}
          </td>
          <td class="span-6">
            <Matches t={t} matches={demand.matches} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Matches({ t, matches }: { t: Words; matches: readonly IdleAsset[] }) {
  const words = t.assetValues;
  if (matches.length === 0) return <span class="muted">{words.noMatches}</span>;
  return (
    <>
      {matches.map((one) => (
        <span class="item">
          {one.name} <Code>{one.number}</Code>
          <small>
            {one.keeper} {one.offer === null ? words.notOffered : words.conditions[one.offer.condition]}
          </small>
        </span>
      ))}
    </>
  );
}
