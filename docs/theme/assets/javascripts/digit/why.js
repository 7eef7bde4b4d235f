// Why a digit is misread: what differs from the images that the network learned from.

import { html, language } from "../figures/parts.js";
import { SIDE } from "./centre.js";
import { picture } from "./pictures.js";
import { differences } from "./shapes.js";

/** @type {(digit: number) => string} */
const wa = (digit) => digit + ([2, 4, 5, 9].includes(digit) ? "와" : "과");

const WORDS = {
  en: {
    right: "That is what was meant.",
    often: (/** @type {number} */ digit) => `Where MNIST has ink in a ${digit}`,
    compared: (/** @type {number} */ digit) => `Compared with MNIST's images of ${digit}:`,
    ink: [
      "There is less ink than in 39 of 40: the stroke is thin for the size.",
      "There is more ink than in 39 of 40: the stroke is thick for the size.",
    ],
    slant: [
      "It leans further to the left than 39 of 40.",
      "It leans further to the right than 39 of 40.",
    ],
    breadth: [
      "It is narrower for its height than 39 of 40.",
      "It is broader for its height than 39 of 40.",
    ],
    stray: (/** @type {string} */ share) =>
      `${share} of its ink lies where fewer than 5 % of them have any. In 39 of 40 that share is smaller.`,
    missing: (/** @type {string} */ share) =>
      `${share} of the places where more than half of them have ink are empty. In 39 of 40 that share is smaller.`,
    alike: (/** @type {number} */ wrong) =>
      "The amount of ink, the slant, the breadth and the places of the ink are usual. The network " +
      `errs all the same, as it does on ${wrong} of the 10,000 test digits.`,
  },
  ko: {
    right: "그리려던 숫자가 맞습니다.",
    often: (/** @type {number} */ digit) => `MNIST의 ${digit}에서 잉크가 놓이는 자리`,
    compared: (/** @type {number} */ digit) => `MNIST의 ${wa(digit)} 견주어 보면 이렇습니다.`,
    ink: [
      "40개 가운데 39개보다 잉크가 적습니다. 크기에 비해 획이 가늡니다.",
      "40개 가운데 39개보다 잉크가 많습니다. 크기에 비해 획이 굵습니다.",
    ],
    slant: [
      "40개 가운데 39개보다 왼쪽으로 더 기울었습니다.",
      "40개 가운데 39개보다 오른쪽으로 더 기울었습니다.",
    ],
    breadth: [
      "40개 가운데 39개보다 높이에 비해 폭이 좁습니다.",
      "40개 가운데 39개보다 높이에 비해 폭이 넓습니다.",
    ],
    stray: (/** @type {string} */ share) =>
      `잉크의 ${share}가 MNIST에서는 5 %도 잉크를 놓지 않는 자리에 있습니다. 40개 가운데 39개는 ` +
      "이 비율이 더 작습니다.",
    missing: (/** @type {string} */ share) =>
      `MNIST에서 절반 넘게 잉크를 놓는 자리 가운데 ${share}가 비어 있습니다. 40개 가운데 39개는 ` +
      "이 비율이 더 작습니다.",
    alike: (/** @type {number} */ wrong) =>
      "잉크의 양과 기울기, 폭, 잉크가 놓인 자리는 모두 흔한 정도입니다. 그래도 신경망은 틀릴 때가 " +
      `있습니다. 테스트 숫자 10,000개 가운데 ${wrong}개를 잘못 읽습니다.`,
  },
};

/**
 * What is said of an image that was meant to be a digit.
 *
 * @param {import("./network.js").Digits} known
 * @param {import("./network.js").Numbers} image
 * @param {number} meant
 * @returns {HTMLElement[]}
 */
export function reasons({ network, accuracy, classes }, image, meant) {
  const words = WORDS[language];
  const digit = classes[meant];
  if (!digit || network.read(image).guess === meant) return [html("p", {}, words.right)];
  const found = differences(image, digit).map(({ trait, more, value }) => {
    const said = words[trait];
    return typeof said === "function" ? said(`${Math.round(100 * value)} %`) : said[more ? 1 : 0];
  });
  if (found.length === 0) found.push(words.alike(Math.round(10000 * (1 - accuracy))));
  const usual = picture(words.often(meant), SIDE, SIDE, 4);
  usual.show(digit.often, 255);
  return [
    html("figure", {}, usual.element, html("figcaption", {}, words.often(meant))),
    html(
      "div",
      { class: "digit-read" },
      html("p", {}, words.compared(meant)),
      html("ul", {}, ...found.map((reason) => html("li", {}, `${reason}`))),
    ),
  ];
}
