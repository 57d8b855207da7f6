/** One repricing: items with their new prices, what it does to every stock, and what can be done next. */
import { paths } from '../../src/paths.ts';
import type { EffectRow } from '../../src/repricings/effect-queries.ts';
import type { RepricingView } from '../../src/repricings/queries.ts';
import type { ItemSelling } from '../../src/selling/queries.ts';
import { ActLog } from '../documents/act-log.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { packText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Money, Price, Quantity } from '../ui/values.tsx';
import { LineForm, RepricingActs } from './act-forms.tsx';
import { RepricingStatus } from './index-page.tsx';
import type { RepricingPageProps } from './show-page-props.ts';

export function RepricingPage(props: RepricingPageProps) {
  const { t, view } = props;
  const words = t.prices.repricings;
  const { document, repricing, acts, effectFen } = view;
  const paper = (
    <LinkButton icon="i-print" href={paths.repricingPaper(document.number)} newTab print>
      {words.paper}
    </LinkButton>
  );
  const posted = document.status === 'posted';
  return (
    <>
      <PageHead
        title={repricing.reason}
        crumbs={[
          { label: words.title, href: paths.repricings() },
          { label: document.number, code: true },
        ]}
        crumbsLabel={t.frame.position}
        status={<RepricingStatus t={t} state={document.status} badge />}
        facts={[document.number]}
        actions={paper}
      />
      <Facts
        across
        facts={[
          { label: words.legalBasis, value: repricing.legalBasis },
          { label: posted ? words.effect : words.effectPlanned, value: <Money t={t} amountFen={effectFen} /> },
        ]}
      />
      <Columns kind="doc">
        <div class="stack">
          <Lines {...props} />
          <Effects {...props} />
          {document.status === 'draft' && props.can.propose && <LineForm {...props} />}
        </div>
        <Rail label={words.timeline}>
          <RepricingActs {...props} />
          <ActLog t={t} title={words.timeline} words={words.acts} acts={acts} />
        </Rail>
      </Columns>
    </>
  );
}

function Lines({ t, view, can, formKey }: RepricingPageProps) {
  const words = t.prices.repricings;
  const { number, status } = view.document;
  const draft = status === 'draft' && can.propose;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head num>{words.newPrice}</Head>
      <Head num>{t.selling.repricingNow}</Head>
      <Head num>{t.selling.repricingNew}</Head>
      {draft && <Head />}
    </>
  );
  return (
    <Panel title={words.lines} padded={false}>
      <Table caption={words.lines} head={head} inset>
        {view.lines.map(({ line, item }) => (
          <tr>
            <td>
              <Item
                name={item.genericName}
                detail={[item.strength, packText(t, item), item.manufacturer, item.code].join(' ')}
                href={paths.itemPrices(item.code)}
              />
            </td>
            <td class="num">
              <Price pricePack={line.newPrice} />
            </td>
            <Selling t={t} selling={view.selling.get(line.itemId)} newPrice={line.newPrice} />
            {draft && (
              <td>
                <form method="post" action={paths.repricingLineRemoval(number, line.id)}>
                  <HiddenKey value={formKey()} />
                  <Button small kind="plain">
                    {words.remove}
                  </Button>
                </form>
              </td>
            )}
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

/** What patients pay now, and what they will: at zero markup the new price, otherwise what it is. */
function Selling({ t, selling, newPrice }: { t: Words; selling: ItemSelling | undefined; newPrice: number }) {
  const now = selling?.price == null ? '–' : <Price pricePack={selling.price.pricePack} />;
  const rule = selling?.rule;
  return (
    <>
      <td class="num">{now}</td>
      <td class="num">
        {rule?.code === 'zero' && newPrice > 0 ? (
          <Price pricePack={newPrice} />
        ) : (
          rule && <small>{t.selling.repricingStays(t.selling.rules[rule.code](rule))}</small>
        )}
      </td>
    </>
  );
}

function Effects({ t, view }: RepricingPageProps) {
  const words = t.prices.repricings;
  const posted = view.document.status === 'posted';
  const title = posted ? words.stockPosted : words.stock;
  if (view.effects.length === 0) {
    return (
      <Panel title={title}>
        <p class="hint">{words.stockNone}</p>
      </Panel>
    );
  }
  const left = view.effects.some((effect) => effect.leftBase > 0);
  const head = (
    <>
      <Head>{words.member}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.oldPrice}</Head>
      <Head num>{words.quantity}</Head>
      {left && <Head num>{words.left}</Head>}
      <Head num>{words.oldValue}</Head>
      <Head num>{words.newValue}</Head>
      <Head num>{words.effect}</Head>
    </>
  );
  const note = [posted ? '' : words.stockNote, left ? words.leftNote : ''].filter(Boolean).join(t.prices.comma);
  return (
    <Panel title={title} padded={false} {...(note !== '' && { note })}>
      <Table caption={title} head={head} inset>
        {view.effects.map((effect) => (
          <Effect t={t} view={view} effect={effect} left={left} />
        ))}
        <tr class="total">
          <td colspan={left ? 7 : 6}>{words.total}</td>
          <td class="num">
            <Money t={t} amountFen={view.effectFen} />
          </td>
        </tr>
      </Table>
    </Panel>
  );
}

function Effect({ t, view, effect, left }: { t: Words; view: RepricingView; effect: EffectRow; left: boolean }) {
  const item = view.lines.find(({ line }) => line.id === effect.lineId)?.item;
  if (item === undefined) return null;
  return (
    <tr>
      <td>
        {effect.ownerName} <small>{effect.locationName}</small>
      </td>
      <td>
        <Code href={paths.lot(effect.lotId)}>{effect.lotNumber}</Code> <small>{item.genericName}</small>
      </td>
      <td class="num">
        <Price pricePack={effect.oldPrice} />
      </td>
      <td class="num">
        <Quantity t={t} quantityBase={effect.quantityBase} shape={item} />
      </td>
      {left && (
        <td class="num">{effect.leftBase > 0 && <Quantity t={t} quantityBase={effect.leftBase} shape={item} />}</td>
      )}
      <td class="num">
        <Money t={t} amountFen={effect.oldFen} />
      </td>
      <td class="num">
        <Money t={t} amountFen={effect.newFen} />
      </td>
      <td class="num">
        <Money t={t} amountFen={effect.newFen - effect.oldFen} />
      </td>
    </tr>
  );
}
