// The checks that run at each keystroke, on a draft of the maximum length.
import init, * as core from "../pkg/impromptu.js";
import { byTurns } from "./timed.js";

const LONG = 10_000;

/** Sentences without findings, sentences with hints, and sentences with characters that `reveal` reports. */
const SENTENCES = {
  en: [
    "I kept one lamp for the post and one for the sea, and never told anybody which was which. ",
    "Great point, I completely agree with everything you said here. ",
    "In summary, the keeper counted the chairs and nobody rowed that night. ",
    "Isn’t it wonderful how the tide comes back? ",
    "Photosynthesis is the process by which plants convert light into energy. ",
    "Tell me more about the stairs, the ledger, and the salt on the window. ",
    "My grandmother’s café had forty of them — brass, mostly — and “quiet” ones too. ",
  ],
  zh: [
    "我奶奶留了一盏灯给信，另一盏给海，从来没有告诉别人哪一盏是哪一盏。",
    "说得太好了，我完全同意你的看法。",
    "总的来说，守灯人数了椅子，那天晚上没有人划船。",
    "潮水又回来，难道不是很奇妙吗？",
    "光合作用是植物把光转化为能量的过程。",
    "多说一点楼梯、账本和窗上的盐吧。",
  ],
};

/** @param {"en" | "zh"} language */
function draft(language) {
  let text = "";
  for (let place = 0; text.length < LONG; place++) text += SENTENCES[language][(place * 5) % SENTENCES[language].length];
  return text.slice(0, LONG);
}

const ready = init({ module_or_path: "../pkg/impromptu_bg.wasm" });

globalThis.bench = {
  /** @param {number} rounds */
  async check(rounds) {
    await ready;
    const works = {};
    for (const language of /** @type {const} */ (["en", "zh"])) {
      const text = draft(language);
      const around = { systemPrompt: text.slice(0, 800), parentText: text.slice(400, 1600), thread: [text.slice(0, 600), text.slice(900, 1500)] };
      works[`check ${language}`] = () => core.check({ kind: "reprompt", text, ...around });
      works[`reveal ${language}`] = () => core.reveal(text);
    }
    return byTurns(works, rounds);
  },
};
