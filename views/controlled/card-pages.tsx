/** Purchase cards: which are in force and until when, recording one, and withdrawing one. */
import type { Card } from '../../src/controlled/card-queries.ts';
import { CARD_CLASSES, type CardState } from '../../src/controlled/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Page } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment, namesComma } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { NumberedPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { CardStatus, ControlledTabs } from './tabs.tsx';

export interface CardsPageProps {
  t: Words;
  q: string;
  page: Page<Card & { state: CardState }>;
  canManage: boolean;
  canExport: boolean;
  /** The withdrawal that was refused, if one was. */
  back: { id: number; state: FormState } | undefined;
  formKey: () => string;
}

export function CardsPage(props: CardsPageProps) {
  const { t, q, page, canManage } = props;
  const words = t.controlled.cards;
  const query = { q: q === '' ? undefined : q };
  const files = { csv: paths.cardsExport('csv', query), xlsx: paths.cardsExport('xlsx', query) };
  const { rows, ...pages } = page;
  const act = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newCard()}>
      {words.new}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(canManage && { actions: act })} />
      <ControlledTabs t={t} tab="cards" />
      <Filters
        t={t}
        action={paths.cards()}
        {...(q !== '' && { clear: paths.cards() })}
        {...(props.canExport && { right: <ExportLinks t={t} {...files} /> })}
      >
        <FilterText
          label={t.controlled.search}
          name="q"
          placeholder={words.searchHint}
          {...(q !== '' && { value: q })}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Cards {...props} />}
      <NumberedPager t={t} {...pages} href={(number) => paths.cards({ ...query, page: number })} />
    </>
  );
}

function Cards(props: CardsPageProps) {
  const { t, canManage } = props;
  const { rows } = props.page;
  const words = t.controlled.cards;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{t.controlled.place}</Head>
      <Head>{words.classes}</Head>
      <Head>{words.buyers}</Head>
      <Head>{words.valid}</Head>
      <Head>{t.controlled.state}</Head>
      <Head>{words.recordedBy}</Head>
      {canManage && <Head>{words.withdraw}</Head>}
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((card) => (
        <tr>
          <td class="span-3">
            <Code>{card.number}</Code>
          </td>
          <td class="span-3">{card.place.shortName}</td>
          <td class="span-3">{card.classes.map((one) => t.controlled.classes[one]).join(namesComma(t))}</td>
          <td class="span-3" data-label={words.buyers}>
            {card.buyers}
          </td>
          <td class="span-3">{t.controlled.register.periodOf(card.validFrom, card.validTo)}</td>
          <td class="span-3">
            <CardStatus t={t} state={card.state} />
          </td>
          <td class="span-3 note">{`${card.recordedBy} ${fullMoment(card.recordedAt)}`}</td>
          {canManage && <td class="span-3">{!card.withdrawn && <Withdrawal {...props} card={card} />}</td>}
        </tr>
      ))}
    </Table>
  );
}

function Withdrawal({ t, card, back, formKey }: CardsPageProps & { card: Card }) {
  const words = t.controlled.cards;
  const refused = back?.id === card.id ? back.state : undefined;
  const form: FormState = {
    ...(refused ?? { values: {}, errors: {}, formErrors: [] }),
    scope: `card-${card.id}`,
  };
  return (
    <details open={refused !== undefined}>
      <summary>{words.withdraw}</summary>
      <form class="form" method="post" action={paths.cardWithdrawal(card.id)}>
        <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
        <HiddenKey value={formKey()} />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <Button kind="danger" small>
          {words.withdrawOf(card.number)}
        </Button>
      </form>
    </details>
  );
}

export interface NewCardPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: { code: string; shortName: string }[];
  today: string;
}

export function NewCardPage({ t, form, formKey, places, today }: NewCardPageProps) {
  const words = t.controlled.cards;
  const { number, classes, buyers, validFrom, validTo } = words;
  const labels = { organisation: t.controlled.place, number, classes, buyers, validFrom, validTo };
  return (
    <>
      <PageHead
        title={words.new}
        crumbs={[{ label: words.title, href: paths.cards() }, { label: words.new }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
      />
      <form class="form" method="post" action={paths.cards()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <SelectField
          form={form}
          name="organisation"
          label={t.controlled.place}
          options={places.map((one) => ({ value: one.code, label: one.shortName }))}
        />
        <TextField form={form} name="number" label={number} maxlength={40} required />
        <Choices
          form={form}
          name="classes"
          label={classes}
          choices={CARD_CLASSES.map((value) => ({ value, title: t.controlled.classes[value] }))}
          many
          across
        />
        <TextField form={form} name="buyers" label={buyers} maxlength={80} required />
        <div class="row">
          <DateField form={form} name="validFrom" label={validFrom} value={today} required />
          <DateField form={form} name="validTo" label={validTo} required />
        </div>
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
