// Forms of the register: begins with the box that has to be filled first.
"use strict";

const { first } = document.currentScript.dataset;

const begin = () => {
  const box = first && document.getElementById(first);
  // Of a picker, what select2 draws beside it is what one types into.
  const drawn = box?.nextElementSibling?.querySelector(".select2-selection");
  (drawn ?? box)?.focus();
};

addEventListener("load", begin);
