// A small writer of ONNX models: a graph described as plain objects becomes the protobuf bytes that ONNX Runtime loads.
// Field numbers are those of onnx.proto3 (github.com/onnx/onnx); only what our graphs use is here.

/** Element types by their ONNX number. */
const elementTypes = { float32: 1, int32: 6, int64: 7, float64: 11 } as const
export type ElementType = keyof typeof elementTypes

/** A tensor's type and shape; a dimension is a size or, when it varies from run to run, a name. */
export interface TensorShape {
  readonly type: ElementType
  readonly dims: readonly (number | string)[]
}

/** An attribute: a whole number, whole numbers, or, wrapped to tell it from them, a real number. */
export type Attribute = number | readonly number[] | { readonly float: number }

/** One operation: tensors by name in, tensors by name out. */
export interface GraphNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

export interface Graph {
  readonly inputs: Readonly<Record<string, TensorShape>>
  readonly outputs: Readonly<Record<string, TensorShape>>
  /** Tensors that are part of the graph. */
  readonly constants?: Readonly<Record<string, GraphConstant>>
  /** In an order in which every tensor is made before it is used. */
  readonly nodes: readonly GraphNode[]
}

export interface GraphConstant {
  readonly type: ElementType
  readonly dims: readonly number[]
  readonly values: readonly number[]
}

const irVersion = 8
const operatorSetVersion = 17
const attributeType = { float: 1, int: 2, ints: 7 } as const
const varintField = 0
const bytesField = 2
const fixed32Field = 5

/** The model with this graph, as the bytes of an ONNX file. */
export function onnxModel(graph: Graph): Uint8Array {
  const { inputs, outputs, constants = {}, nodes } = graph
  const body = concat([
    ...nodes.map((node) => bytes(1, encodeNode(node))),
    text(2, 'graph'),
    ...Object.entries(constants).map(([name, constant]) => bytes(5, encodeConstant(name, constant))),
    ...Object.entries(inputs).map(([name, shape]) => bytes(11, encodeShape(name, shape))),
    ...Object.entries(outputs).map(([name, shape]) => bytes(12, encodeShape(name, shape))),
  ])
  return concat([
    integer(1, irVersion),
    bytes(7, body),
    bytes(8, concat([text(1, ''), integer(2, operatorSetVersion)])),
  ])
}

function encodeNode({ op, inputs, outputs, attributes = {} }: GraphNode): Uint8Array {
  return concat([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, encodeAttribute(name, value))),
  ])
}

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  if (typeof value === 'number')
    return concat([text(1, name), integer(3, value), integer(20, attributeType.int)])
  if ('float' in value)
    return concat([text(1, name), float(2, value.float), integer(20, attributeType.float)])
  return concat([text(1, name), ...value.map((item) => integer(8, item)), integer(20, attributeType.ints)])
}

function encodeShape(name: string, { type, dims }: TensorShape): Uint8Array {
  const shape = concat(dims.map((dim) => bytes(1, typeof dim === 'string' ? text(2, dim) : integer(1, dim))))
  const tensor = concat([integer(1, elementTypes[type]), bytes(2, shape)])
  return concat([text(1, name), bytes(2, bytes(1, tensor))])
}

function encodeConstant(name: string, { type, dims, values }: GraphConstant): Uint8Array {
  return concat([
    ...dims.map((dim) => integer(1, dim)),
    integer(2, elementTypes[type]),
    text(8, name),
    bytes(9, rawBytes(type, values)),
  ])
}

/** The values as they lie in memory, which is little-endian on every machine that the engine has a binary for. */
function rawBytes(type: ElementType, values: readonly number[]): Uint8Array {
  switch (type) {
    case 'float32':
      return new Uint8Array(Float32Array.from(values).buffer)
    case 'float64':
      return new Uint8Array(Float64Array.from(values).buffer)
    case 'int32':
      return new Uint8Array(Int32Array.from(values).buffer)
    case 'int64':
      return new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
  }
}

function integer(field: number, value: number): Uint8Array {
  return concat([varint(field * 8 + varintField), varint(value)])
}

function float(field: number, value: number): Uint8Array {
  return concat([varint(field * 8 + fixed32Field), rawBytes('float32', [value])])
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value))
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return concat([varint(field * 8 + bytesField), varint(value.length), value])
}

/** Seven bits a byte, the lowest first; negative numbers as 64-bit two's complement. */
function varint(value: number): Uint8Array {
  const out: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  out.push(Number(rest))
  return Uint8Array.from(out)
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
