// Numbers as the figures write them.

const SUPERSCRIPTS = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/** A number with so many digits after the point, and a true minus. */
/** @type {(value: number, digits?: number) => string} */
export function fixed(value, digits = 2) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** Ten to a whole power, as one writes it. */
/** @type {(power: number) => string} */
export function powerOfTen(power) {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return power === 0 ? "1" : `10${power < 0 ? "⁻" : ""}${digits}`;
}

/** A number of any size: plain where that is short, else with a power of ten. */
/** @type {(value: number, digits?: number) => string} */
export function compact(value, digits = 2) {
  if (value === 0) return "0";
  const [mantissa = "", power = "0"] = value.toExponential(digits - 1).split("e");
  if (Math.abs(Number(power)) < 4)
    return String(Number(value.toPrecision(digits))).replace("-", "−");
  const factor = String(Number(mantissa)).replace("-", "−");
  return factor === "1" ? powerOfTen(Number(power)) : `${factor}·${powerOfTen(Number(power))}`;
}
