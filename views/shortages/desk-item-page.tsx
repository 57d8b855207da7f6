/** One item that is short: what all members need beside what there is and comes, and the share each gets. */

import { paths } from '../../src/paths.ts';
import type { DeskItemView, SharedNeed } from '../../src/shortages/desk-item-queries.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, fieldId, Hidden, HiddenKey, typedValue } from '../ui/field.tsx';
import { clauseComma, deadline, quantityText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Figures, Panel } from '../ui/panel.tsx';
import { SignalStatus } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

import { SupplyTable } from './desk-supply.tsx';
import { CoverStatus, UrgencyMark } from './hurt-marks.tsx';

export interface DeskItemProps {
  t: Words;
  now: number;
  today: string;
  item: ItemRow;
  hub: { id: number; shortName: string };
  view: DeskItemView;
  /** The needs that are shown: of many, one page, which is answered in one act. */
  page: { rows: SharedNeed[]; next: string | undefined; total: number; after: string | undefined };
  form: FormState;
  formKey: string;
  mayAnswer: boolean;
  viewerId: number;
}

function whyText(t: Words, item: ItemRow, { share, openBase }: SharedNeed): string {
  const words = t.desk;
  if (share === null) return words.why.own;
  if (share.quantityBase >= openBase) return words.why.full;
  const { tier, tierAskedBase, tierGivenBase } = share.explanation;
  const said = (base: number) => quantityText(t, base, item);
  const comma = clauseComma(t);
  return `${words.why[tier]}${comma}${words.proportion(said(tierAskedBase), said(tierGivenBase))}`;
}

/** The boxes with the share, and one line for why it is another. */
function GiveCell({ props, need }: { props: DeskItemProps; need: SharedNeed }) {
  const { t, item, form, mayAnswer } = props;
  const name = `line.${need.id}`;
  if (!mayAnswer || need.share === null) return null;
  if (need.status === 'registered' && need.createdBy === props.viewerId) {
    return <span class="muted">{t.desk.ownRegistered}</span>;
  }
  const reason = `${name}.reason`;
  const error =
    errorOf(form, `${name}.quantity`) ??
    errorOf(form, `${name}.quantity.packs`) ??
    errorOf(form, `${name}.quantity.units`) ??
    errorOf(form, reason);
  const share = need.share.quantityBase;
  return (
    <>
      <Hidden name={`${name}.number`} value={need.number} />
      <Hidden name={`${name}.version`} value={need.version} />
      <PackBoxes
        t={t}
        form={form}
        name={`${name}.quantity`}
        shape={item}
        quantityBase={share}
        small
        of={t.desk.line(need.place)}
      />
      <input
        class="input compact"
        type="text"
        id={fieldId(reason, form.scope)}
        name={reason}
        value={typedValue(form, reason, '')}
        placeholder={t.desk.reason}
        aria-label={`${t.desk.line(need.place)}, ${t.desk.reason}`}
        aria-invalid={errorOf(form, reason) ? 'true' : undefined}
        maxlength={200}
        autocomplete="off"
      />
      <FieldError name={`${name}.quantity`} error={error} />
    </>
  );
}

function NeedRow({ props, need }: { props: DeskItemProps; need: SharedNeed }) {
  const { t, now, item } = props;
  const heads = t.desk.columns;
  const said = (base: number) => quantityText(t, base, item);
  const due = need.status === 'matched' ? (need.resolveBy ?? need.answerBy) : need.answerBy;
  return (
    <tr>
      <td>
        {need.place}
        <small class="tail">
          <Code href={paths.shortage(need.number)}>{need.number}</Code>
        </small>
      </td>
      <td class="span-3">
        <UrgencyMark t={t} urgency={need.urgency} />
        <small class="tail">{need.patients === null ? '' : t.shortages.patients(need.patients)}</small>
      </td>
      <td class="span-3 num" data-label={heads.cover}>
        <CoverStatus t={t} days={need.coverDays ?? (need.stockBase > 0 ? null : 0)} />
        <small class="tail">{said(need.stockBase)}</small>
      </td>
      <td class="span-3">
        <SignalStatus signal={deadline(t, due, now)} />
      </td>
      <td class="span-3 num" data-label={heads.open}>
        {said(need.openBase)}
      </td>
      <td class="num" data-label={t.desk.share}>
        {need.share === null ? t.formats.none : said(need.share.quantityBase)}
        <small class="tail">{whyText(t, item, need)}</small>
      </td>
      <td class="num">
        <GiveCell props={props} need={need} />
      </td>
    </tr>
  );
}

function NeedTable(props: DeskItemProps) {
  const { t, page } = props;
  const heads = t.desk.columns;
  return (
    <Table
      caption={t.desk.needTitle}
      stacks
      class="options"
      head={
        <>
          <Head>{heads.place}</Head>
          <Head>{heads.urgency}</Head>
          <Head num>{heads.cover}</Head>
          <Head>{heads.due}</Head>
          <Head num>{heads.open}</Head>
          <Head num>{t.desk.share}</Head>
          <Head num>{t.desk.give}</Head>
        </>
      }
    >
      {page.rows.map((need) => (
        <NeedRow props={props} need={need} />
      ))}
    </Table>
  );
}

/** Shown where the needs do not fit one page. */
function NeedPager({ t, item, page }: DeskItemProps) {
  if (page.after === undefined && page.next === undefined) return null;
  return (
    <KeysetPager
      t={t}
      shown={page.rows.length}
      total={page.total}
      first={page.after && paths.shortageDeskItem(item.code)}
      next={page.next && paths.shortageDeskItem(item.code, { after: page.next })}
    />
  );
}

function Needs(props: DeskItemProps) {
  const { t, view, page, mayAnswer, item, formKey } = props;
  const words = t.desk;
  if (view.needs.length === 0) return <Empty title={words.noNeeds} />;
  const openBase = view.needs.reduce((sum, need) => sum + need.openBase, 0);
  const text = openBase <= view.availableBase ? words.allEnough : words.explain;
  if (!mayAnswer || view.availableBase <= 0) {
    return (
      <>
        <Advice>{mayAnswer ? text : words.readOnly}</Advice>
        <NeedTable {...props} mayAnswer={false} />
        <NeedPager {...props} />
      </>
    );
  }
  return (
    <form class="form wide" method="post" action={paths.shortageDeskAnswers(item.code, { after: page.after })}>
      <HiddenKey value={formKey} />
      <Advice>{text}</Advice>
      <NeedTable {...props} />
      <NeedPager {...props} />
      <SubmitBar consequence={page.next || page.after ? `${words.pageAlone}${words.consequence}` : words.consequence}>
        <Button kind="primary">{words.act}</Button>
      </SubmitBar>
    </form>
  );
}

export function DeskItemPage(props: DeskItemProps) {
  const { t, item, view, form, mayAnswer } = props;
  const words = t.desk;
  const said = (base: number) => quantityText(t, base, item);
  const openBase = view.needs.reduce((sum, need) => sum + need.openBase, 0);
  const members = new Set(view.needs.map((need) => need.organisationId)).size;
  const lacking = openBase - view.availableBase;
  const ordered = view.supply.orders.reduce((sum, line) => sum + line.openBase, 0);
  const crumbs = [{ label: words.title, href: paths.shortageDesk() }, { label: item.genericName }];
  return (
    <>
      <PageHead crumbs={crumbs} crumbsLabel={t.frame.position} title={item.genericName} facts={[itemDetail(t, item)]} />
      <ErrorSummary t={t} form={form} labels={{}} />
      <Figures
        label={words.supplyTitle}
        figures={[
          { label: words.demandFigure, value: said(openBase), note: words.ofRequests(view.needs.length, members) },
          { label: words.hubFigure, value: said(view.availableBase) },
          {
            label: words.gapFigure,
            value: lacking > 0 ? said(lacking) : words.enough,
            ...(lacking > 0 && { tone: 'warn' as const }),
          },
          { label: words.orderedFigure, value: said(ordered) },
        ]}
      />
      <Panel
        title={words.needTitle}
        {...(mayAnswer &&
          view.needs.length > 0 && {
            link: { href: paths.shortageAnswering({ item: item.code }), label: t.parts.many.others },
          })}
      >
        <Needs {...props} />
      </Panel>
      <Panel title={words.supplyTitle} padded={false}>
        <SupplyTable {...props} />
      </Panel>
    </>
  );
}
