"""A plain PyTorch training script runs with only its import lines changed."""

from __future__ import annotations

IMPORTS = """
import torch
from torch import nn, optim
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset
"""

SCRIPT = """
torch.manual_seed(0)
x = torch.randn(256, 1, 8, 8)
y = (x.mean(dim=(1, 2, 3)) > 0).long()
train = DataLoader(TensorDataset(x[:192], y[:192]), batch_size=32, shuffle=True)
test = DataLoader(TensorDataset(x[192:], y[192:]), batch_size=64)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(8 * 4 * 4, 2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm(self.conv(x))), 2)
        return self.head(self.drop(torch.flatten(x, 1)))


device = torch.device("cpu")
model = Net().to(device)
optimizer = optim.AdamW(model.parameters(), lr=1e-2, weight_decay=1e-3)
scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=8)
criterion = nn.CrossEntropyLoss()
losses = []
for epoch in range(8):
    model.train()
    for batch, target in train:
        batch, target = batch.to(device), target.to(device)
        optimizer.zero_grad()
        loss = criterion(model(batch), target)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    scheduler.step()
model.eval()
correct = 0
with torch.no_grad():
    for batch, target in test:
        correct += (model(batch).argmax(dim=1) == target).sum().item()
accuracy = correct / 64
"""


def test_only_import_lines_change():
    changed = IMPORTS.replace("import torch\n", "import tinytorch as torch\n")
    changed = changed.replace("from torch", "from tinytorch").replace(
        "import torch.", "import tinytorch."
    )
    found = {"__name__": "script"}
    exec(compile(changed + SCRIPT, "script.py", "exec"), found)
    assert found["losses"][-1] < 0.5 * found["losses"][0]
    assert found["accuracy"] > 0.8
