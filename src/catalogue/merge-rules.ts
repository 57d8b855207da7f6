/** What merging one generic into another comes to: what moves, what meets its like, what stands against. Pure. */
import type { RefusalDetail } from '../kernel/result.ts';
import type { ConceptRow, ProductRow, SpecificationRow } from './level-queries.ts';
import type { ItemRow } from './queries.ts';

/** A generic with everything below it, also levels without any item. */
export interface Tree {
  concept: ConceptRow;
  specifications: readonly SpecificationRow[];
  products: readonly ProductRow[];
  items: readonly ItemRow[];
}

export interface Conflict {
  reason: string;
  detail: RefusalDetail;
}

/** A level of the one that has its like in the other: what hangs below it goes there. */
export interface Joined<Row> {
  from: Row;
  into: Row;
}

export interface MergePlan {
  /** Specifications that move whole, and those that the other generic has already. */
  movedSpecifications: SpecificationRow[];
  joinedSpecifications: Joined<SpecificationRow>[];
  /** Products below joined specifications. */
  movedProducts: { row: ProductRow; specificationId: number }[];
  joinedProducts: Joined<ProductRow>[];
  /** Items that come to stand beside one of the same pack. */
  packsTwice: { code: string; other: string }[];
  /** Names by which the other will be found from then on. */
  newAliases: string[];
  conflicts: Conflict[];
}

const sameSpecification = (a: SpecificationRow, b: SpecificationRow) =>
  a.strength === b.strength && a.baseUnit === b.baseUnit && a.scale === b.scale;

const sameProduct = (a: ProductRow, b: ProductRow) =>
  a.manufacturer === b.manufacturer && a.brand === b.brand && a.origin === b.origin && a.grade === b.grade;

/** Plans the merger of `from` into `into`; what is refused stands among the conflicts, each with its names. */
export function planMerger(from: Tree, into: Tree): MergePlan {
  const plan: MergePlan = {
    movedSpecifications: [],
    joinedSpecifications: [],
    movedProducts: [],
    joinedProducts: [],
    packsTwice: [],
    newAliases: aliasesOf(from.concept, into.concept),
    conflicts: conflictsOf(from, into),
  };
  for (const row of from.specifications) {
    const like = into.specifications.find((each) => sameSpecification(each, row));
    if (like === undefined) plan.movedSpecifications.push(row);
    else {
      plan.joinedSpecifications.push({ from: row, into: like });
      planProducts(plan, from, into, { from: row, into: like });
    }
  }
  return plan;
}

function planProducts(plan: MergePlan, from: Tree, into: Tree, joined: Joined<SpecificationRow>): void {
  const there = into.products.filter((each) => each.specificationId === joined.into.id);
  for (const row of from.products.filter((each) => each.specificationId === joined.from.id)) {
    const like = there.find((each) => sameProduct(each, row));
    if (like === undefined) {
      plan.movedProducts.push({ row, specificationId: joined.into.id });
      continue;
    }
    plan.joinedProducts.push({ from: row, into: like });
    const numbers = [row.approvalNumber, like.approvalNumber];
    if (!numbers.includes('') && numbers[0] !== numbers[1]) {
      const detail = { maker: row.manufacturer, strength: joined.into.strength, from: numbers[0], into: numbers[1] };
      plan.conflicts.push({ reason: 'merge_numbers_apart', detail });
    }
    plan.packsTwice.push(...packsTwice(from.items, into.items, row.id, like.id));
  }
}

function packsTwice(from: readonly ItemRow[], into: readonly ItemRow[], fromId: number, intoId: number) {
  const there = into.filter((each) => each.productId === intoId && each.active);
  return from
    .filter((each) => each.productId === fromId && each.active)
    .flatMap((each) => {
      const like = there.find((other) => other.packSize === each.packSize && other.packUnit === each.packUnit);
      return like === undefined ? [] : [{ code: each.code, other: like.code }];
    });
}

function aliasesOf(from: ConceptRow, into: ConceptRow): string[] {
  const known = new Set([into.genericName, ...into.aliases]);
  return [...new Set([from.genericName, ...from.aliases])].filter((name) => !known.has(name));
}

function conflictsOf(from: Tree, into: Tree): Conflict[] {
  const names = { name: from.concept.genericName, other: into.concept.genericName };
  if (from.concept.id === into.concept.id) return [{ reason: 'merge_itself', detail: names }];
  if (from.concept.kind !== into.concept.kind) return [{ reason: 'merge_kinds_apart', detail: names }];
  const conflicts: Conflict[] = [];
  if (from.concept.route !== into.concept.route) {
    conflicts.push({
      reason: 'merge_routes_apart',
      detail: { ...names, from: from.concept.route, into: into.concept.route },
    });
  }
  const grades = [from.concept.consumableGrade, into.concept.consumableGrade];
  if (!grades.includes(null) && grades[0] !== grades[1]) {
    conflicts.push({ reason: 'merge_grades_apart', detail: names });
  }
  const controls = new Set(into.items.map((each) => each.controlClass));
  const apart = from.items.find((each) => controls.size > 0 && !controls.has(each.controlClass));
  if (apart !== undefined) conflicts.push({ reason: 'merge_controls_apart', detail: { ...names, code: apart.code } });
  return conflicts;
}
