/** A new item: first what it may be put under, then a form for the levels that are not there yet. */
import type { ItemKind } from '../../src/catalogue/item.ts';
import type { FamilyMember, LevelRows } from '../../src/catalogue/level-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { FilterText } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { ConceptFields, ProductFields, SpecificationFields } from './level-fields.tsx';
import { FirstFacts, PackFields } from './pack-fields.tsx';

function crumbs(t: Words) {
  return [{ label: t.catalogue.title, href: paths.catalogue() }];
}

interface ChoosePlaceProps {
  t: Words;
  q: string;
  families: readonly (readonly FamilyMember[])[];
  kinds: readonly ItemKind[];
}

/** Where it belongs: the same generic name is searched before another one is made. */
export function ChoosePlacePage({ t, q, families, kinds }: ChoosePlaceProps) {
  const words = t.items;
  return (
    <>
      <PageHead title={words.newTitle} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <p class="note">{words.newIntro}</p>
      <form class="filters" method="get" action={paths.newItem()}>
        <FilterText label={words.find} name="q" value={q} placeholder={t.catalogue.searchHint} />
        <Button kind={q === '' ? 'primary' : undefined}>{words.findSubmit}</Button>
      </form>
      {families.length > 0 && <Families t={t} families={families} />}
      <Panel
        title={words.freshTitle}
        note={q !== '' && families.length === 0 ? words.foundNone(q) : words.freshNote}
        level="h2"
      >
        <div class="buttons">
          {kinds.map((kind) => (
            <LinkButton href={paths.newItem({ kind })}>{t.catalogue.kinds[kind]}</LinkButton>
          ))}
        </div>
      </Panel>
    </>
  );
}

function Families({ t, families }: Pick<ChoosePlaceProps, 't' | 'families'>) {
  const words = t.items;
  const head = (
    <>
      <Head>{words.levelNames.concept}</Head>
      <Head>{words.levelNames.specification}</Head>
      <Head>{words.levelNames.product}</Head>
    </>
  );
  return (
    <Panel title={words.found} padded={false}>
      <Table caption={words.found} head={head} stacks>
        {families.flatMap((family) => family.map((member, index) => placeRow(t, member, family[index - 1])))}
      </Table>
    </Panel>
  );
}

/** One product with the levels above it; what stands in the row before is not said again. */
function placeRow(t: Words, member: FamilyMember, before: FamilyMember | undefined) {
  const words = t.items;
  const { concept, specification, product } = member;
  if (before?.product.id === product.id) return null;
  return (
    <tr>
      <td class="span-6">
        {before === undefined && (
          <>
            <b>{concept.genericName}</b> {concept.form}{' '}
            <a href={paths.newItem({ concept: concept.id })}>{words.underConcept}</a>
          </>
        )}
      </td>
      <td class="span-3">
        {before?.specification.id !== specification.id && (
          <>
            {specification.strength}{' '}
            <a href={paths.newItem({ specification: specification.id })}>{words.underSpecification}</a>
          </>
        )}
      </td>
      <td class="span-3">
        {product.manufacturer || t.catalogue.unknownMaker} {product.brand}{' '}
        <a href={paths.newItem({ product: product.id })}>{words.underProduct}</a>
      </td>
    </tr>
  );
}

export interface NewItemProps {
  t: Words;
  kind: ItemKind;
  /** What is there already. */
  levels: Partial<LevelRows>;
  /** The words that the kind has. */
  wordsOfKind: readonly string[];
  tiersOpen: boolean;
  suggestedCode: string;
  form: FormState;
  formKey: string;
}

export function NewItemPage(props: NewItemProps) {
  const { t, kind, levels, form, formKey } = props;
  const words = t.items;
  const has = (word: string) => props.wordsOfKind.includes(word);
  const { concept, specification, product } = levels;
  const shared = { t, form, kind, has };
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[...crumbs(t), { label: words.newTitle, href: paths.newItem() }]}
        crumbsLabel={t.frame.position}
        facts={[t.catalogue.kinds[kind]]}
      />
      {concept && <Above t={t} kind={kind} levels={levels} />}
      <form class="form" method="post" action={paths.newItem()}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t, kind)} />
        <HiddenKey value={formKey} />
        {product && <Hidden name="product" value={product.id} />}
        {!product && specification && <Hidden name="specification" value={specification.id} />}
        {!specification && concept && <Hidden name="concept" value={concept.id} />}
        {!concept && <Hidden name="kind" value={kind} />}
        {!concept && (
          <Panel title={words.partNames.concept}>
            <ConceptFields {...shared} />
          </Panel>
        )}
        {!specification && (
          <Panel title={words.partNames.specification}>
            <SpecificationFields {...shared} />
          </Panel>
        )}
        {!product && (
          <Panel title={words.partNames.product}>
            <ProductFields {...shared} />
          </Panel>
        )}
        <Panel title={words.partNames.pack}>
          <TextField
            form={form}
            name="code"
            label={t.catalogue.fields.code}
            hint={words.codeHint}
            value={props.suggestedCode}
            maxlength={30}
            required
          />
          <PackFields t={t} form={form} />
        </Panel>
        <Panel title={words.partNames.facts}>
          <FirstFacts {...shared} tiersOpen={props.tiersOpen} />
        </Panel>
        <SubmitBar consequence={words.createConsequence}>
          <Button kind="primary">{words.create}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function Above({ t, kind, levels }: Pick<NewItemProps, 't' | 'kind' | 'levels'>) {
  const words = t.items;
  const { concept, specification, product } = levels;
  const facts = [
    concept && { label: words.names[kind], value: `${concept.genericName} ${concept.form}` },
    specification && { label: words.strengths[kind], value: specification.strength },
    product && { label: t.catalogue.fields.manufacturer, value: product.manufacturer || t.catalogue.unknownMaker },
  ].flatMap((fact) => (fact ? [fact] : []));
  return (
    <Panel title={words.under} note={words.underNote}>
      <Facts across facts={facts} />
    </Panel>
  );
}

/** What the fields of items are called, for the summary of errors. */
export function labelsOf(t: Words, kind: ItemKind): Record<string, string> {
  const { items: words, catalogue } = t;
  return {
    genericName: words.names[kind],
    form: catalogue.fields.form,
    aliases: words.aliases,
    therapeuticClass: words.therapeuticClass,
    consumableGrade: words.consumableGrade,
    strength: words.strengths[kind],
    baseUnit: catalogue.fields.baseUnit,
    manufacturer: catalogue.fields.manufacturer,
    holder: words.holder,
    brand: words.brand,
    approvalNumber: words.numbers[kind],
    origin: words.origin,
    grade: words.grade,
    standard: words.standard,
    retestMonths: words.retestMonths,
    code: catalogue.fields.code,
    packUnit: catalogue.fields.packUnit,
    packSize: catalogue.fields.packSize,
    pricePack: catalogue.fields.priceHead,
    storageZone: t.facts.types.storage_zone,
    controlClass: t.facts.types.control_class,
  };
}
