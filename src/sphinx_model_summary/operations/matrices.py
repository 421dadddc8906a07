"""Operations on matrices, which lie in the last two axes: inverses, determinants, decompositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..layers.arguments import choice, flag, inert
from ..problems import mark, say
from ..shape import Shape
from ..size import Size
from .base import Operation


@dataclass(frozen=True)
class OfMatrices(Operation, family=True):
    about: ClassVar[str] = mark("It works on matrices, which lie in the last two axes of its input.")
    namespace: ClassVar[str] = "linalg"
    tells_macs = False  # there are several ways to work these out

    def square(self, x: Shape) -> None:
        """Refuse matrices that are not square."""
        self.at_least(2, x)
        if x[-1] != x[-2]:
            raise self.unfit(say("{operation} takes square matrices, but a shape {shape} comes in",
                                 operation=type(self).__name__, shape=x))  # fmt: skip

    def sides(self, x: Shape) -> tuple[Size, Size, Size]:
        """The rows and columns of matrices, and the smaller of the two."""
        self.at_least(2, x)
        rows, columns = x[-2:]
        if rows is None or columns is None:
            raise self.unfit(say("{operation} needs to know the last two sizes of the shape {shape}",
                                 operation=type(self).__name__, shape=x))  # fmt: skip
        return rows, columns, min(rows, columns)


@dataclass(frozen=True)
class SquareMatrices(OfMatrices, family=True):
    """A function of square matrices that keeps the shape."""

    def output_shape(self, x: Shape) -> Shape:
        self.square(x)
        return x


class Inv(SquareMatrices, functions="inv"): ...


@dataclass(frozen=True)
class Cholesky(SquareMatrices, functions="cholesky"):
    upper: Any = inert()


@dataclass(frozen=True)
class CholeskyInverse(SquareMatrices, functions="cholesky_inverse"):
    upper: Any = inert()


class Det(OfMatrices, functions="det"):
    def output_shape(self, x: Shape) -> Shape:
        self.square(x)
        return Shape(x[:-2])


class Logdet(OfMatrices, functions="logdet"):
    namespace: ClassVar[str] = ""

    def output_shape(self, x: Shape) -> Shape:
        return Shape(x[:-2])


class Slogdet(OfMatrices, functions="slogdet"):
    """The sign and the logarithm of the determinant; Keras shows no axes for the sign."""

    namespace: ClassVar[str] = "numpy"

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        return Shape(), Shape(x[:-2])


@dataclass(frozen=True)
class MatrixRank(OfMatrices, functions="matrix_rank"):
    tol: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(2, x)
        return Shape(x[:-2])


class Eig(OfMatrices, functions="eig"):
    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        self.square(x)
        return Shape(x[:-1]), x


class Eigh(Eig, functions="eigh"): ...


class LuFactor(OfMatrices, functions="lu_factor"):
    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        return x, Shape((*x[:-2], self.sides(x)[2]))


@dataclass(frozen=True)
class Qr(OfMatrices, functions="qr"):
    mode: str = choice("reduced", "complete", default="reduced", fold=False)

    def output_shape(self, x: Shape) -> tuple[Shape, Shape]:
        rows, columns, less = self.sides(x)
        inner = less if self.mode == "reduced" else rows
        return Shape((*x[:-2], rows, inner)), Shape((*x[:-2], inner, columns))


@dataclass(frozen=True)
class SVD(OfMatrices, functions="svd"):
    full_matrices: bool = flag(True)
    compute_uv: bool = flag(True)

    def output_shape(self, x: Shape) -> Any:
        rows, columns, less = self.sides(x)
        values = Shape((*x[:-2], less))
        if not self.compute_uv:
            return values
        left, right = (rows, columns) if self.full_matrices else (less, less)
        return Shape((*x[:-2], rows, left)), values, Shape((*x[:-2], right, columns))


@dataclass(frozen=True)
class Pinv(OfMatrices, functions="pinv"):
    rcond: Any = inert()

    def output_shape(self, x: Shape) -> Shape:
        self.at_least(2, x)
        return Shape((*x[:-2], x[-1], x[-2]))


@dataclass(frozen=True)
class Solving(OfMatrices, family=True):
    """The solution of a system of equations for given right sides."""

    about: ClassVar[str] = mark("It solves systems of linear equations.")
    tensors: ClassVar[tuple[str, ...]] = ("a", "b")

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        matrices, sides = x
        self.square(matrices)
        self.at_least(1, sides)
        same = len(matrices) == len(sides) and matrices[-2] != sides[-2]
        if same or (len(matrices) == len(sides) - 1 and matrices[-1] != sides[-1]):
            raise self.mismatch(matrices, sides)
        return sides


class Solve(Solving, functions="solve"): ...


@dataclass(frozen=True)
class SolveTriangular(Solving, functions="solve_triangular"):
    lower: Any = inert()


@dataclass(frozen=True)
class Lstsq(OfMatrices, functions="lstsq"):
    about: ClassVar[str] = Solving.about
    tensors: ClassVar[tuple[str, ...]] = ("a", "b")

    rcond: Any = inert()

    def output_shape(self, x: tuple[Shape, Shape]) -> Shape:
        matrix, sides = x
        if len(matrix) != 2 or len(sides) not in (1, 2) or sides[0] != matrix[0]:
            raise self.mismatch(matrix, sides)
        return Shape((matrix[1], *sides[1:]))
