/** The four levels of an item, each with its words, its siblings and, for those who may, the way to change it. */
import type { FamilyMember } from '../../src/catalogue/level-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { fullMoment } from '../ui/format.ts';
import { type Fact, Facts, Panel } from '../ui/panel.tsx';
import { Price } from '../ui/values.tsx';
import type { ItemPageProps } from './item-page-props.ts';
import { packOf, strengthAndPack, tiersOf } from './item-words.tsx';

type Level = 'concept' | 'specification' | 'product' | 'pack';

export function ItemLevels(props: ItemPageProps) {
  const { t, item, levels, can } = props;
  const words = t.items;
  const { concept, specification, product } = levels;
  const parts: { level: Level; href: string; facts: Fact[]; siblings?: { label: string; of: FamilyMember[] } }[] = [
    { level: 'concept', href: paths.catalogueLevel('concept', concept.id), facts: conceptFacts(props) },
    {
      level: 'specification',
      href: paths.catalogueLevel('specification', specification.id),
      facts: [{ label: words.strengths[item.kind], value: specification.strength }],
      siblings: { label: words.otherStrengths, of: othersBy(props, 'specification') },
    },
    {
      level: 'product',
      href: paths.catalogueLevel('product', product.id),
      facts: productFacts(props),
      siblings: { label: words.otherMakers, of: othersBy(props, 'product') },
    },
    {
      level: 'pack',
      href: paths.itemPack(item.code),
      facts: packFacts(props),
      siblings: { label: words.otherPacks, of: othersBy(props, 'item') },
    },
  ];
  return (
    <Panel title={words.levels} padded={false}>
      {parts.map(({ level, href, facts, siblings }) => (
        <section class="body">
          <h3>
            {words.levelNames[level]} {can.edit && <a href={href}>{words.changeLevel}</a>}
          </h3>
          <Facts facts={[...facts, ...(siblings ? [siblingFact(t, siblings.label, siblings.of)] : [])]} />
        </section>
      ))}
    </Panel>
  );
}

/** Other items that differ at this level and not above it, one for each row of the level. */
function othersBy(
  { item, levels, family }: ItemPageProps,
  level: 'specification' | 'product' | 'item',
): FamilyMember[] {
  const others = family.filter((member) => {
    if (level === 'specification') return member.specification.id !== levels.specification.id;
    if (member.specification.id !== levels.specification.id) return false;
    if (level === 'product') return member.product.id !== levels.product.id;
    return member.product.id === levels.product.id && member.item.id !== item.id;
  });
  return [...new Map(others.map((member) => [member[level].id, member])).values()];
}

function siblingFact(t: Words, label: string, members: readonly FamilyMember[]): Fact {
  if (members.length === 0) return { label, value: <span class="note">{t.items.alone}</span> };
  const value = members.map((member, index) => (
    <>
      {index > 0 && t.items.join}
      <a href={paths.item(member.item.code)}>
        {strengthAndPack(t, member.item)} {member.item.manufacturer}
      </a>
    </>
  ));
  return { label, value: <>{value}</> };
}

function conceptFacts({ t, item, levels }: ItemPageProps): Fact[] {
  const { concept } = levels;
  const words = t.items;
  const facts: Fact[] = [
    { label: t.catalogue.fields.kind, value: t.catalogue.kinds[item.kind] },
    { label: words.names[item.kind], value: concept.genericName },
  ];
  if (concept.form !== '') facts.push({ label: t.catalogue.fields.form, value: concept.form });
  if (item.kind === 'drug' || item.kind === 'preparation') {
    facts.push({ label: words.route, value: words.routes[concept.route] });
  }
  if (concept.consumableGrade)
    facts.push({ label: words.consumableGrade, value: words.grades[concept.consumableGrade] });
  if (concept.therapeuticClass !== '') facts.push({ label: words.therapeuticClass, value: concept.therapeuticClass });
  if (concept.aliases.length > 0) facts.push({ label: words.aliases, value: concept.aliases.join(words.join) });
  return facts;
}

function productFacts({ t, item, levels }: ItemPageProps): Fact[] {
  const { product } = levels;
  const words = t.items;
  const given: [string, string][] = [
    [words.holder, product.holder],
    [words.brand, product.brand],
    [words.numbers[item.kind], product.approvalNumber],
    [words.origin, product.origin],
    [words.grade, product.grade],
    [words.standard, product.standard],
    [words.retestMonths, product.retestMonths?.toString() ?? ''],
  ];
  return [
    { label: t.catalogue.fields.manufacturer, value: product.manufacturer || t.catalogue.unknownMaker },
    ...given.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value })),
  ];
}

function packFacts({ t, item, can }: ItemPageProps): Fact[] {
  const words = t.catalogue;
  const price = item.pricePack === 0 ? words.noPrice : <Price pricePack={item.pricePack} />;
  return [
    { label: words.fields.pack, value: packOf(t, item) },
    ...(can.seePrices ? [{ label: words.fields.priceHead, value: price }] : []),
    { label: words.tierList, value: tiersOf(t, item) || t.formats.nothing },
    { label: words.fields.updated, value: fullMoment(item.updatedAt) },
  ];
}
