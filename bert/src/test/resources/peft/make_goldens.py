"""Writes the folders beside this file with PEFT, and what PyTorch computes from them.

    make_goldens.py MODEL            writes the folders and expected.json
    make_goldens.py MODEL EXPORTS    compares folders that Clozeline has exported with expected.json

MODEL holds vocab.txt and variables/, as they are in the jar of Google's weights.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import checkpoint
import numpy
import peft
import torch
import transformers

HERE = pathlib.Path(__file__).parent
NAME = "google-bert/bert-base-uncased"
SHOWN = 16  # numbers of a vector that are kept
TEXTS = [
    ("[CLS] the staff were kind and the soup was hot [SEP]", ""),
    ("[CLS] we waited an hour for cold coffee [SEP]", "would you go back tomorrow ? [SEP]"),
]
ALL = ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"]
PER_TOKEN = {"task_type": "TOKEN_CLS"}  # over BertForTokenClassification, whose head reads a token's vector
BARE = {"task_type": "FEATURE_EXTRACTION"}  # over BertModel, without a head
CONFIGS = {
    "lora": peft.LoraConfig(r=2, lora_alpha=8, target_modules=["query", "value"], **PER_TOKEN),
    "rslora": peft.LoraConfig(r=2, lora_alpha=4, use_rslora=True, target_modules=ALL, **PER_TOKEN),
    "lora-bare": peft.LoraConfig(r=1, lora_alpha=2, target_modules=["value"], **BARE),
    "ia3": peft.IA3Config(**PER_TOKEN),  # BERT's defaults: key, value, both output.dense
    "prompt": peft.PromptTuningConfig(num_virtual_tokens=4, **PER_TOKEN),
    "prompt-bare": peft.PromptTuningConfig(num_virtual_tokens=2, **BARE),
    "prefix": peft.PrefixTuningConfig(num_virtual_tokens=3, **PER_TOKEN),
    "prefix-bare": peft.PrefixTuningConfig(num_virtual_tokens=1, **BARE),
}
DEVIATION = {"lora_A": 0.1, "lora_B": 0.05, "ia3": 0.2, "prompt": 0.05, "prefix": 0.5, "classifier": 0.05}


def base(model: pathlib.Path, task_type: str | None) -> torch.nn.Module:
    config = transformers.BertConfig(num_labels=2)
    if task_type == "TOKEN_CLS":
        whole = transformers.BertForTokenClassification(config)
    elif task_type == "FEATURE_EXTRACTION":
        whole = transformers.BertModel(config, add_pooling_layer=False)
    else:
        whole = transformers.BertForMaskedLM(config)
    whole.name_or_path = NAME
    checkpoint.load(model / "variables", getattr(whole, "bert", whole))
    return whole.eval()


def sequences(model: pathlib.Path) -> list[dict[str, list[int]]]:
    ids = {word: i for i, word in enumerate((model / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    return [
        {
            "inputIds": [ids[word] for text in texts for word in text.split()],
            "typeIds": [kind for kind, text in enumerate(texts) for _ in text.split()],
        }
        for texts in TEXTS
    ]


@torch.no_grad()
def answers(whole: torch.nn.Module, sequence: dict[str, list[int]], typed: bool) -> dict[str, list]:
    """The last vectors' first numbers and, with a head, the logits: of each token that is no virtual one."""
    config = getattr(whole, "active_peft_config", None)
    virtual = config.num_virtual_tokens if config and config.peft_type == "PROMPT_TUNING" else 0
    seen = []
    last = [module for name, module in whole.named_modules() if name.endswith("layer.11.output")][0]
    hook = last.register_forward_hook(lambda module, given, out: seen.append(out[0]))
    ids = torch.tensor([sequence["inputIds"]])
    types = torch.tensor([sequence["typeIds"]]) if typed else None
    out = whole(input_ids=ids, token_type_ids=types, attention_mask=torch.ones_like(ids))
    hook.remove()
    found = {"vectors": rounded(seen[0][virtual:, :SHOWN])}
    if isinstance(whole, peft.PeftModelForTokenClassification):
        found["logits"] = rounded(out.logits[0, virtual:])
    return found


def rounded(values: torch.Tensor) -> list:
    return [[round(float(value), 6) for value in row] for row in values]


def typed(name: str) -> bool:
    """Not without a head: PEFT drops the types there where it puts tokens before the text's."""
    return not name.endswith("-bare")


@torch.no_grad()
def fill(tuned: peft.PeftModel, name: str):
    """Random numbers for what is trained; of rslora's as float16 has them, and kept so."""
    torch.manual_seed(list(CONFIGS).index(name))
    for parameter_name, parameter in tuned.named_parameters():
        if parameter.requires_grad:
            vectors = "prompt_encoder" in parameter_name
            kind = name.removesuffix("-bare") if vectors else next(kind for kind in DEVIATION if kind in parameter_name)
            parameter.copy_((1 if kind == "ia3" else 0) + DEVIATION[kind] * torch.randn(parameter.shape))
            parameter.data = parameter.data.half() if name == "rslora" else parameter.data


def write(model: pathlib.Path):
    texts = sequences(model)
    untuned = base(model, "FEATURE_EXTRACTION")
    found = {"base": [answers(untuned, sequence, typed("base")) for sequence in texts]}
    for name, config in CONFIGS.items():
        tuned = peft.get_peft_model(base(model, config.task_type), config).eval()
        fill(tuned, name)
        with tempfile.TemporaryDirectory() as folder:
            tuned.save_pretrained(folder, save_embedding_layers=False)
            (HERE / name).mkdir(exist_ok=True)
            for file in ["adapter_config.json", "adapter_model.safetensors"]:
                shutil.copy(pathlib.Path(folder) / file, HERE / name / file)
        tuned.float()
        found[name] = [answers(tuned, sequence, typed(name)) for sequence in texts]
    versions = {module.__name__: module.__version__ for module in [numpy, peft, torch, transformers]}
    expected = {"versions": versions, "sequences": texts, "answers": found}
    (HERE / "expected.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


def check(model: pathlib.Path, exports: pathlib.Path):
    expected = json.loads((HERE / "expected.json").read_text())
    for folder in sorted(exports.iterdir()):
        config = peft.PeftConfig.from_pretrained(folder)
        tuned = peft.PeftModel.from_pretrained(base(model, config.task_type), folder).eval()
        apart = {}
        for sequence, wanted in zip(expected["sequences"], expected["answers"][folder.name]):
            given = answers(tuned, sequence, typed(folder.name))
            for what in wanted.keys() & given.keys():
                largest = numpy.abs(numpy.array(wanted[what]) - numpy.array(given[what])).max()
                apart[what] = max(apart.get(what, 0), float(largest))
        print(folder.name, type(tuned).__name__, apart)


if __name__ == "__main__":
    torch.set_num_threads(2)
    if len(sys.argv) == 2:
        write(pathlib.Path(sys.argv[1]))
    else:
        check(*map(pathlib.Path, sys.argv[1:]))
