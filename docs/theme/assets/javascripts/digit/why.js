// Why a digit is misread: what differs from the images that the network learned from.

import { html, language } from "../figures/parts.js";
import { SIDE } from "./centre.js";
import { picture } from "./pictures.js";
import { differences, shares } from "./shapes.js";

/** @type {(digit: number) => string} */
const a = (digit) => `${digit === 8 ? "an" : "a"} ${digit}`;

const WORDS = {
  en: {
    right: "That is what was meant.",
    often: (/** @type {number} */ digit) => `Where MNIST has ink in ${a(digit)}`,
    compared: (/** @type {number} */ digit) => `Compared with MNIST's images of ${digit}:`,
    ink: [
      "There is less ink than in 19 of 20: the stroke is thin for the size.",
      "There is more ink than in 19 of 20: the stroke is thick for the size.",
    ],
    slant: [
      "It leans further to the left than 19 of 20.",
      "It leans further to the right than 19 of 20.",
    ],
    breadth: [
      "It is narrower for its height than 19 of 20.",
      "It is broader for its height than 19 of 20.",
    ],
    stray: (/** @type {string} */ share) =>
      `${share} of its ink lies where fewer than 5 % of them have any. In 19 of 20 that share is smaller.`,
    missing: (/** @type {string} */ share) =>
      `${share} of the places where more than half of them have ink are empty. In 19 of 20 that share is smaller.`,
    usual: "The amount of ink, the slant, the breadth and the places of the ink are usual.",
    between: (/** @type {Shares} */ { read, meant, towards, from }) =>
      `${towards} of its ink lies where MNIST has ink more often in ${a(read)} than in ${a(meant)}, ` +
      `and ${from} where it is the other way round.`,
  },
  ko: {
    right: "그리려던 숫자가 맞습니다.",
    often: (/** @type {number} */ digit) => `MNIST의 ${digit}에서 잉크가 놓이는 자리`,
    compared: (/** @type {number} */ digit) =>
      `MNIST에 있는 ${digit}의 이미지와 견주어 보면 이렇습니다.`,
    ink: [
      "20개 가운데 19개보다 잉크가 적습니다. 크기에 비해 획이 가늡니다.",
      "20개 가운데 19개보다 잉크가 많습니다. 크기에 비해 획이 굵습니다.",
    ],
    slant: [
      "20개 가운데 19개보다 왼쪽으로 더 기울었습니다.",
      "20개 가운데 19개보다 오른쪽으로 더 기울었습니다.",
    ],
    breadth: [
      "20개 가운데 19개보다 높이에 비해 폭이 좁습니다.",
      "20개 가운데 19개보다 높이에 비해 폭이 넓습니다.",
    ],
    stray: (/** @type {string} */ share) =>
      `잉크가 있는 이미지가 5 %도 안 되는 자리에 잉크의 ${share}가 있습니다. 20개 가운데 19개는 ` +
      "이 비율이 더 작습니다.",
    missing: (/** @type {string} */ share) =>
      `잉크가 있는 이미지가 절반이 넘는 자리 가운데 ${share}가 비어 있습니다. 20개 가운데 19개는 ` +
      "이 비율이 더 작습니다.",
    usual: "잉크의 양과 기울기, 폭, 잉크가 놓인 자리는 모두 흔한 정도입니다.",
    between: (/** @type {Shares} */ { read, meant, towards, from }) =>
      `잉크의 ${towards}는 MNIST의 ${meant}보다 ${read}에서 잉크가 더 자주 놓이는 자리에 있고, ` +
      `${from}는 그 반대인 자리에 있습니다.`,
  },
};

/** @typedef {{read: number, meant: number, towards: string, from: string}} Shares */

/** @type {(share: number) => string} */
const percent = (share) => `${Math.round(100 * share)} %`;

/**
 * What is said of an image that was meant to be a digit.
 *
 * @param {import("./network.js").Digits} known
 * @param {import("./network.js").Numbers} image
 * @param {number} meant
 * @returns {HTMLElement[]}
 */
export function reasons({ network, classes }, image, meant) {
  const words = WORDS[language];
  const read = network.read(image).guess;
  const [was, should] = [classes[read], classes[meant]];
  if (!was || !should || read === meant) return [html("p", {}, words.right)];
  const said = differences(image, should).map(({ trait, more, value }) => {
    const say = words[trait];
    return typeof say === "function" ? say(percent(value)) : `${say[more ? 1 : 0]}`;
  });
  if (said.length === 0) said.push(words.usual);
  const [towards, from] = shares(image, was.often, should.often).map(percent);
  said.push(words.between({ read, meant, towards: `${towards}`, from: `${from}` }));
  return [
    ...[meant, read].map((digit) => {
      const drawn = picture(words.often(digit), SIDE, SIDE, 4);
      drawn.show(classes[digit]?.often ?? [], 255);
      return drawn.element;
    }),
    html(
      "div",
      { class: "digit-read" },
      html("p", {}, words.compared(meant)),
      html("ul", {}, ...said.map((reason) => html("li", {}, reason))),
    ),
  ];
}
